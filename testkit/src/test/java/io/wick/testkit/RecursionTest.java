package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.ObjectRef;
import io.wick.Wick;

import org.junit.jupiter.api.Test;

import java.time.Duration;

/** Tasks that wait for tasks, much deeper than there are slots. */
@WickTest(nodes = 3, cpus = 2)
class RecursionTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int DEPTH = 1000;

    @Test
    void when_recursion_is_1000_deep_on_two_slots_of_one_node_then_it_ends(Wick wick) {
        var here = wick.nodes().getFirst().id();

        int depth = wick.task(() -> deepOn(here, DEPTH)).onNode(here).submit().get(LIMIT);

        assertThat(depth).isEqualTo(DEPTH);
    }

    private static int deepOn(java.util.UUID node, int depth) {
        if (depth == 0) {
            return 0;
        }
        return 1 + Wick.current().task(() -> deepOn(node, depth - 1)).onNode(node).submit().get();
    }

    @Test
    void when_recursion_is_1000_deep_with_plain_submits_then_it_ends(Wick wick) {
        assertThat(wick.submit(() -> deep(DEPTH)).get(LIMIT)).isEqualTo(DEPTH);
    }

    private static int deep(int depth) {
        return depth == 0 ? 0 : 1 + Wick.current().submit(() -> deep(depth - 1)).get();
    }

    @Test
    void when_recursion_goes_across_three_nodes_then_it_ends(Wick wick) {
        assertThat(wick.submit(() -> spreadDeep(DEPTH)).get(LIMIT)).isEqualTo(DEPTH);
    }

    private static int spreadDeep(int depth) {
        return depth == 0
                ? 0
                : 1 + Wick.current().task(() -> spreadDeep(depth - 1)).spread().submit().get();
    }

    @Test
    void when_fibonacci_is_a_tree_of_tasks_then_it_is_exact(Wick wick) {
        assertThat(wick.submit(() -> fibonacci(18)).get(LIMIT)).isEqualTo(2584);
    }

    private static long fibonacci(int n) {
        if (n < 2) {
            return n;
        }
        Wick wick = Wick.current();
        ObjectRef<Long> one = wick.submit(() -> fibonacci(n - 1));
        ObjectRef<Long> two = wick.submit(() -> fibonacci(n - 2));
        return one.get() + two.get();
    }
}
