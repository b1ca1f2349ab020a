package io.wick.benchmarks.taskbench;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveAction;

/**
 * The JDK's fork/join pool with counters of dependences: a worker goes on with the first task that
 * its last one made ready and forks the others. The fastest way found with the JDK alone.
 */
final class ForkJoin implements TaskRuntime {
    private final ForkJoinPool pool = new ForkJoinPool(cores());

    @Override
    public void run(Workload workload) throws Exception {
        var flow = new Dataflow(workload);
        pool.execute(() -> flow.begin((step, point) -> forked(workload, flow, step, point)));
        flow.await();
    }

    private static void forked(Workload workload, Dataflow flow, int step, int point) {
        new Chain(workload, flow, step, point).fork();
    }

    @Override
    public void close() {
        pool.close();
    }

    /** A task, and what can follow it on the same thread. */
    private static final class Chain extends RecursiveAction {
        private static final long serialVersionUID = 1L;

        private final transient Workload workload;
        private final transient Dataflow flow;
        private final int step;
        private final int point;
        private transient @Nullable Chain next;

        Chain(Workload workload, Dataflow flow, int step, int point) {
            this.workload = workload;
            this.flow = flow;
            this.step = step;
            this.point = point;
        }

        @Override
        protected void compute() {
            try {
                for (Chain chain = this; chain != null; chain = chain.next) {
                    chain.runOne();
                }
            } catch (RuntimeException | Error e) {
                flow.failed(e);
            }
        }

        private void runOne() {
            long[] output = TaskBody.run(workload, step, point, flow.inputs(step, point));
            flow.done(step, point, output, this::ready);
        }

        private void ready(int readyStep, int readyPoint) {
            var ready = new Chain(workload, flow, readyStep, readyPoint);
            if (next == null) {
                next = ready;
            } else {
                ready.fork();
            }
        }
    }
}
