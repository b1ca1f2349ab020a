package io.wick.internal.planner;

import static io.wick.internal.planner.TestGraph.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.BitSet;

class AsideTest {
    @Test
    void when_vertices_may_kill_their_node_then_they_are_not_on_the_owner() {
        var graph = graph().nodes(3).owner(0);
        int first = graph.call("first");
        int second = graph.call("second", first);
        int third = graph.call("third", second);
        Problem problem = graph.problem();
        assertThat(Planner.place(problem).site()).containsOnly(0);

        var risky = new BitSet();
        risky.set(second);
        int[] site = Aside.place(problem, risky).site();
        assertThat(site[second]).isNotZero();
        assertThat(site[first]).isBetween(0, 2);
        assertThat(site[third]).isBetween(0, 2);
    }

    @Test
    void when_no_other_node_can_run_them_or_they_have_a_home_then_they_are_on_the_owner() {
        var risky = new BitSet();
        risky.set(0);
        var alone = graph().nodes(1).owner(0);
        alone.call("first");
        assertThat(Aside.place(alone.problem(), risky).site()).containsExactly(0);

        var bound = graph().nodes(3).owner(2);
        int part = bound.partition("part", 2);
        int parse = bound.call("parse", part);
        risky.set(parse);
        assertThat(Aside.place(bound.problem(), risky).site()).containsExactly(2, 2);
    }
}
