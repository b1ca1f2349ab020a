package io.wick.benchmarks.taskbench;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * One run of a graph under a runtime that has tasks but no dependences: counts what each task still
 * misses and keeps the outputs. Any thread may report an output; who reports the last one that a
 * task missed starts that task.
 */
final class Dataflow {
    private final TaskGraph graph;
    private final AtomicIntegerArray missing;
    private final long[][] outputs;
    private final AtomicInteger left;
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    Dataflow(Workload workload) {
        graph = workload.graph();
        int[] counts = new int[Math.multiplyExact(graph.steps(), graph.width())];
        for (int step = 1; step < graph.steps(); step++) {
            for (int point = graph.first(step); point < graph.end(step); point++) {
                counts[index(step, point)] = graph.inputs(step, point).length;
            }
        }
        missing = new AtomicIntegerArray(counts);
        outputs = new long[counts.length][];
        left = new AtomicInteger(Math.toIntExact(graph.tasks()));
    }

    /** Starts a task, or has it started. */
    interface Starter {
        void start(int step, int point);
    }

    /** Starts the tasks that miss nothing. Called once. */
    void begin(Starter starter) {
        for (int step = 0; step < graph.steps(); step++) {
            for (int point = graph.first(step); point < graph.end(step); point++) {
                if (graph.inputs(step, point).length == 0) {
                    starter.start(step, point);
                }
            }
        }
    }

    /** The outputs that a task depends on, which are all there when it is started. */
    long[][] inputs(int step, int point) {
        int[] from = graph.inputs(step, point);
        long[][] inputs = new long[from.length][];
        for (int i = 0; i < from.length; i++) {
            inputs[i] = outputs[index(step - 1, from[i])];
        }
        return inputs;
    }

    /** Takes an output and starts the tasks that missed nothing else. */
    void done(int step, int point, long[] output, Starter starter) {
        outputs[index(step, point)] = output; // published by the counter
        for (int consumer : graph.consumers(step, point)) {
            if (missing.decrementAndGet(index(step + 1, consumer)) == 0) {
                starter.start(step + 1, consumer);
            }
        }
        if (left.decrementAndGet() == 0) {
            end.complete(null);
        }
    }

    /** Ends the run: what depends on a task that failed is not started. */
    void failed(Throwable failure) {
        end.completeExceptionally(failure);
    }

    /**
     * Waits until all tasks are done.
     *
     * @throws Exception when a task failed
     */
    void await() throws Exception {
        try {
            end.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private int index(int step, int point) {
        return step * graph.width() + point;
    }
}
