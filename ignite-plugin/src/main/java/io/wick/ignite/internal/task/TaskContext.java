package io.wick.ignite.internal.task;

import io.wick.ignite.internal.exec.LocalExecutor;
import io.wick.ignite.internal.function.Applications;
import io.wick.ignite.internal.function.Functions;
import io.wick.ignite.internal.group.PlacementGroups;
import io.wick.ignite.internal.object.ObjectStore;
import io.wick.ignite.internal.object.Outcomes;
import io.wick.ignite.internal.object.RefHome;
import io.wick.ignite.internal.object.Values;

import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;

/** What tasks need of their node. */
public record TaskContext(
        UUID local,
        LocalExecutor executor,
        Values values,
        Outcomes outcomes,
        ObjectStore store,
        Functions functions,
        Applications applications,
        RefHome refs,
        ScheduledExecutorService timer,
        PlacementGroups groups) {}
