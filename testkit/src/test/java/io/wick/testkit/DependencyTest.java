package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.ObjectRef;
import io.wick.Wick;
import io.wick.error.DependencyFailedException;
import io.wick.error.TaskFailedException;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Refs as inputs, wherever they are held. */
@WickTest(nodes = 3)
class DependencyTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int LARGE = 100_000;
    private static volatile CountDownLatch gate = new CountDownLatch(1);
    private static final AtomicInteger RUNS = new AtomicInteger();

    private static int afterGate() throws InterruptedException {
        gate.await();
        return 20;
    }

    @Test
    void when_a_lambda_captures_a_pending_ref_then_it_starts_after_it(Wick wick) {
        gate = new CountDownLatch(1);
        RUNS.set(0);
        ObjectRef<Integer> input = wick.submit(DependencyTest::afterGate);
        ObjectRef<Integer> sum = wick.submit(() -> RUNS.incrementAndGet() + input.get());

        assertThat(RUNS).hasValue(0);
        assertThat(sum.isDone()).isFalse();
        gate.countDown();

        assertThat(sum.get(LIMIT)).isEqualTo(21);
    }

    @Test
    void when_refs_are_arguments_then_the_function_gets_values(Wick wick, WickCluster cluster) {
        ObjectRef<Integer> one = wick.submit(() -> 1);
        ObjectRef<Integer> two = wick.task(() -> 2).onNode(cluster.id(1)).submit();
        for (int node = 0; node < 3; node++) {
            ObjectRef<Integer> sum =
                    wick.task(Integer::sum, one, two).onNode(cluster.id(node)).submit();
            assertThat(sum.get(LIMIT)).isEqualTo(3);
        }
    }

    @Test
    void when_refs_are_in_collections_then_they_are_inputs(Wick wick, WickCluster cluster) {
        List<ObjectRef<Integer>> refs = List.of(wick.submit(() -> 1), wick.submit(() -> 2));
        Map<String, ObjectRef<Integer>> byName = Map.of("three", wick.submit(() -> 3));
        for (int node = 0; node < 3; node++) {
            ObjectRef<Integer> sum =
                    wick.task(
                                    () ->
                                            refs.get(0).get()
                                                    + refs.get(1).get()
                                                    + byName.get("three").get())
                            .onNode(cluster.id(node))
                            .submit();
            assertThat(sum.get(LIMIT)).isEqualTo(6);
        }
    }

    @Test
    void when_an_input_fails_then_the_chain_is_told(Wick wick, WickCluster cluster) {
        RUNS.set(0);
        for (int node = 0; node < 3; node++) {
            ObjectRef<Integer> first =
                    wick.<Integer>task(
                                    () -> {
                                        throw new IllegalStateException("broken");
                                    })
                            .named("first")
                            .onNode(cluster.id(node))
                            .submit();
            ObjectRef<Integer> second =
                    wick.task(() -> first.get() + RUNS.incrementAndGet()).named("second").submit();
            ObjectRef<Integer> third =
                    wick.task(() -> second.get() + RUNS.incrementAndGet()).named("third").submit();

            assertThatThrownBy(() -> third.get(LIMIT))
                    .isInstanceOf(DependencyFailedException.class)
                    .hasMessageContaining("third")
                    .hasMessageContaining("'second' <- 'first'")
                    .cause()
                    .isInstanceOf(TaskFailedException.class)
                    .cause()
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("broken");
        }
        assertThat(RUNS).hasValue(0);
    }

    @Test
    void when_a_task_returns_a_ref_then_the_ref_is_the_value(Wick wick, WickCluster cluster) {
        for (int node = 0; node < 3; node++) {
            ObjectRef<ObjectRef<int[]>> outer =
                    wick.task(() -> Wick.current().put(new int[] {1, 2, 3}))
                            .onNode(cluster.id(node))
                            .submit();
            assertThat(outer.get(LIMIT).get(LIMIT)).containsExactly(1, 2, 3);
        }
    }

    @Test
    void when_a_ref_of_one_node_passes_through_a_second_to_a_third_then_it_is_read(
            Wick wick, WickCluster cluster) {
        UUID second = cluster.id(1);
        UUID third = cluster.id(2);
        ObjectRef<ObjectRef<long[]>> made =
                wick.task(() -> Wick.current().submit(() -> new long[LARGE]))
                        .onNode(second)
                        .submit();
        ObjectRef<long[]> inner = made.get(LIMIT);

        ObjectRef<Integer> used = wick.task(() -> inner.get().length).onNode(third).submit();

        assertThat(used.get(LIMIT)).isEqualTo(LARGE);
    }

    @Test
    void when_a_ref_of_another_node_is_still_pending_then_it_can_be_waited_for(
            Wick wick, WickCluster cluster) {
        gate = new CountDownLatch(1);
        ObjectRef<ObjectRef<Integer>> made =
                wick.task(() -> Wick.current().submit(DependencyTest::afterGate))
                        .onNode(cluster.id(1))
                        .submit();
        ObjectRef<Integer> pending = made.get(LIMIT);
        ObjectRef<Integer> used = wick.task(() -> pending.get() + 1).onNode(cluster.id(2)).submit();

        assertThat(pending.isDone()).isFalse();
        gate.countDown();

        assertThat(used.get(LIMIT)).isEqualTo(21);
        assertThat(pending.get(LIMIT)).isEqualTo(20);
    }

    @Test
    void when_many_tasks_share_large_inputs_then_all_are_exact(Wick wick) {
        ObjectRef<long[]> shared = wick.put(new long[LARGE]);
        var refs =
                java.util.stream.IntStream.range(0, 200)
                        .mapToObj(i -> wick.task(() -> shared.get().length + i).spread().submit())
                        .toList();
        for (int i = 0; i < refs.size(); i++) {
            assertThat(refs.get(i).get(LIMIT)).isEqualTo(LARGE + i);
        }
    }
}
