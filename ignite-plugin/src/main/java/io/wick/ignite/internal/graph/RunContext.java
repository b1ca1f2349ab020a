package io.wick.ignite.internal.graph;

import io.wick.ignite.internal.cluster.Members;
import io.wick.ignite.internal.direct.DirectChannels;
import io.wick.ignite.internal.exec.LocalExecutor;
import io.wick.ignite.internal.function.Applications;
import io.wick.ignite.internal.function.Functions;
import io.wick.ignite.internal.object.Outcomes;
import io.wick.ignite.internal.object.RefHome;
import io.wick.ignite.internal.object.Values;
import io.wick.ignite.internal.task.TaskOwner;

import org.jspecify.annotations.Nullable;

import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;

/** What runs need of their node. */
public record RunContext(
        UUID local,
        LocalExecutor executor,
        Values values,
        Outcomes outcomes,
        Functions functions,
        Applications applications,
        RefHome refs,
        Members members,
        DirectChannels direct,
        Sources sources,
        DiskValues disk,
        TaskOwner tasks,
        ScheduledExecutorService timer) {

    ClassLoader loader(@Nullable UUID application) {
        return applications.loader(application);
    }
}
