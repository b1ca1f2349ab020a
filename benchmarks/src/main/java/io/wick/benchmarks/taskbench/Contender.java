package io.wick.benchmarks.taskbench;

import java.util.function.IntFunction;

/** The runtimes, in the order of the table's columns. A new one is one line here. */
enum Contender {
    SERIAL("serial loop, 1 core", 1, _ -> new SerialLoop()),
    FORK_JOIN("ForkJoin", 1, _ -> new ForkJoin()),
    COMPLETABLE_FUTURE("CompletableFuture", 1, _ -> new Futures()),
    IGNITE("Ignite", 2, RawIgnite::new),
    HAZELCAST("Hazelcast", 2, Hazelcast::new),
    WICK_TASKS("Wick tasks", 2, WickTasks::new),
    WICK_GRAPHS("Wick graphs", 2, WickGraphs::new);

    private final String title;
    private final int mostJvms;
    private final IntFunction<TaskRuntime> opener;

    Contender(String title, int mostJvms, IntFunction<TaskRuntime> opener) {
        this.title = title;
        this.mostJvms = mostJvms;
        this.opener = opener;
    }

    /** Whether it can run on so many JVMs. */
    boolean runsOn(int jvms) {
        return jvms <= mostJvms;
    }

    /** Starts it on one or two JVMs. */
    TaskRuntime open(int jvms) {
        return opener.apply(jvms);
    }

    @Override
    public String toString() {
        return title;
    }
}
