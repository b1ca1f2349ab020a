package io.wick.benchmarks.nemesis.jobs;

import java.util.List;

/** All kinds of jobs. */
public final class Jobs {
    /** One of each. */
    public static final List<Job> ALL =
            List.of(
                    new NestedSums(),
                    new ManyTasks(),
                    GraphRuns.wide(),
                    GraphRuns.heavy(),
                    new DurableRuns(),
                    new Pipelines(),
                    new Streams(),
                    new Borrowing(),
                    new Shuffles(),
                    new Puts(),
                    new ManyActors(),
                    new Groups(),
                    new Cancels());

    private Jobs() {}
}
