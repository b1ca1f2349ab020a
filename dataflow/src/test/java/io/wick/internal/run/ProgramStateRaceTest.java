package io.wick.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.internal.planner.Program;

import org.junit.jupiter.api.RepeatedTest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;

/**
 * Threads that finish vertices at the same time: each vertex becomes ready once, after its inputs.
 */
class ProgramStateRaceTest {
    private static final int VERTICES = 2_000;
    private static final int THREADS = 4;

    @RepeatedTest(20)
    void when_threads_race_then_each_vertex_is_ready_once_and_the_last_one_is_told()
            throws Exception {
        Program program = layered(new SplittableRandom(42));
        var state = new ProgramState(program);
        var ready = new ConcurrentLinkedQueue<Integer>();
        var runs = new AtomicIntegerArray(VERTICES);
        var lasts = new AtomicInteger();
        state.start(ready::add);
        var start = new CyclicBarrier(THREADS);
        try (var pool = Executors.newFixedThreadPool(THREADS)) {
            var all = new ArrayList<Future<?>>();
            for (int t = 0; t < THREADS; t++) {
                all.add(
                        pool.submit(
                                () -> {
                                    start.await();
                                    while (state.left() > 0) {
                                        Integer v = ready.poll();
                                        if (v == null) {
                                            continue;
                                        }
                                        runs.incrementAndGet(v);
                                        for (int i = program.inputStart()[v];
                                                i < program.inputStart()[v + 1];
                                                i++) {
                                            assertThat(runs.get(program.inputs()[i])).isOne();
                                            state.used(program.inputs()[i]);
                                        }
                                        state.feed(v, ready::add);
                                        lasts.addAndGet(state.finished(1) ? 1 : 0);
                                    }
                                    return null;
                                }));
            }
            for (Future<?> one : all) {
                one.get(20, TimeUnit.SECONDS);
            }
        }
        assertThat(lasts).hasValue(1);
        for (int v = 0; v < VERTICES; v++) {
            assertThat(runs.get(v)).as("runs of %d", v).isOne();
            assertThat(state.hasUses(v)).isFalse();
        }
    }

    /** Each vertex takes up to three of the fifty before it. */
    private static Program layered(SplittableRandom random) {
        int[] inputStart = new int[VERTICES + 1];
        int[] inputs = new int[3 * VERTICES];
        int[] consumerStart = new int[VERTICES + 1];
        for (int v = 0; v < VERTICES; v++) {
            int count = v < 50 ? 0 : random.nextInt(4);
            inputStart[v + 1] = inputStart[v] + count;
            for (int i = inputStart[v]; i < inputStart[v + 1]; i++) {
                inputs[i] = v - 1 - random.nextInt(50);
                consumerStart[inputs[i] + 1]++;
            }
        }
        int edges = inputStart[VERTICES];
        for (int v = 0; v < VERTICES; v++) {
            consumerStart[v + 1] += consumerStart[v];
        }
        int[] next = consumerStart.clone();
        int[] consumers = new int[edges];
        for (int v = 0; v < VERTICES; v++) {
            for (int i = inputStart[v]; i < inputStart[v + 1]; i++) {
                consumers[next[inputs[i]]++] = v;
            }
        }
        int[] none = new int[VERTICES];
        Arrays.fill(none, -1);
        return new Program(
                0,
                VERTICES,
                0,
                0,
                IntStream.range(0, VERTICES).toArray(),
                inputStart,
                Arrays.copyOf(inputs, edges),
                consumerStart,
                consumers,
                new int[VERTICES + 1],
                new int[0],
                new boolean[VERTICES],
                none);
    }
}
