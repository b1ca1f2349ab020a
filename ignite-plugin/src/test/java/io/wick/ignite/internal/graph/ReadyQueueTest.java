package io.wick.ignite.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

class ReadyQueueTest {
    @Test
    void when_vertices_are_added_then_they_come_out_in_that_order() {
        var queue = new ReadyQueue(3);
        assertThat(queue.poll()).isEqualTo(-1);
        queue.add(2);
        queue.add(0);
        assertThat(queue.isEmpty()).isFalse();
        assertThat(queue.poll()).isEqualTo(2);
        queue.add(1);
        assertThat(queue.poll()).isZero();
        assertThat(queue.poll()).isEqualTo(1);
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.poll()).isEqualTo(-1);
    }

    @RepeatedTest(20)
    void when_many_threads_add_and_take_then_each_vertex_is_taken_once() throws Exception {
        int each = 5_000;
        int adders = 2;
        int takers = 3;
        var queue = new ReadyQueue(each * adders);
        var taken = new AtomicIntegerArray(each * adders);
        var left = new AtomicInteger(each * adders);
        var start = new CyclicBarrier(adders + takers);
        try (var pool = Executors.newFixedThreadPool(adders + takers)) {
            var all = new ArrayList<Future<?>>();
            for (int a = 0; a < adders; a++) {
                int first = a * each;
                all.add(
                        pool.submit(
                                () -> {
                                    start.await();
                                    for (int v = first; v < first + each; v++) {
                                        queue.add(v);
                                    }
                                    return null;
                                }));
            }
            for (int t = 0; t < takers; t++) {
                all.add(
                        pool.submit(
                                () -> {
                                    start.await();
                                    while (left.get() > 0) {
                                        int v = queue.poll();
                                        if (v >= 0) {
                                            taken.incrementAndGet(v);
                                            left.decrementAndGet();
                                        }
                                    }
                                    return null;
                                }));
            }
            for (Future<?> one : all) {
                one.get(20, TimeUnit.SECONDS);
            }
        }
        for (int v = 0; v < each * adders; v++) {
            assertThat(taken.get(v)).as("vertex %d", v).isEqualTo(1);
        }
        assertThat(queue.isEmpty()).isTrue();
    }
}
