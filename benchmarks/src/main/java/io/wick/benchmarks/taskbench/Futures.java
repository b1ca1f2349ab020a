package io.wick.benchmarks.taskbench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;

/**
 * {@code CompletableFuture.allOf(inputs).thenApplyAsync(task)}: how most programs would write it.
 */
final class Futures implements TaskRuntime {
    private static final CompletableFuture<?>[] NONE = {};

    private final ForkJoinPool pool = new ForkJoinPool(cores());

    @Override
    public void run(Workload workload) {
        TaskGraph graph = workload.graph();
        var ends = new ArrayList<CompletableFuture<long[]>>();
        var before = List.<CompletableFuture<long[]>>of();
        for (int step = 0; step < graph.steps(); step++) {
            var futures = new ArrayList<CompletableFuture<long[]>>();
            for (int point = graph.first(step); point < graph.end(step); point++) {
                var inputs = new ArrayList<CompletableFuture<long[]>>();
                for (int from : graph.inputs(step, point)) {
                    inputs.add(before.get(from - graph.first(step - 1)));
                }
                CompletableFuture<long[]> future = submitted(workload, step, point, inputs);
                futures.add(future);
                if (graph.consumers(step, point).length == 0) {
                    ends.add(future);
                }
            }
            before = futures;
        }
        CompletableFuture.allOf(ends.toArray(NONE)).join();
    }

    private CompletableFuture<long[]> submitted(
            Workload workload, int step, int point, List<CompletableFuture<long[]>> inputs) {
        return CompletableFuture.allOf(inputs.toArray(NONE))
                .thenApplyAsync(_ -> TaskBody.run(workload, step, point, values(inputs)), pool);
    }

    private static long[][] values(List<CompletableFuture<long[]>> inputs) {
        long[][] values = new long[inputs.size()][];
        for (int i = 0; i < values.length; i++) {
            values[i] = inputs.get(i).join();
        }
        return values;
    }

    @Override
    public void close() {
        pool.close();
    }
}
