package io.wick.internal.planner;

import static io.wick.internal.planner.TestGraph.asking;
import static io.wick.internal.planner.TestGraph.graph;
import static io.wick.internal.planner.TestGraph.none;
import static io.wick.internal.planner.TestGraph.placed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.Placement;
import io.wick.Resources;
import io.wick.TaskOptions;
import io.wick.error.InfeasibleException;
import io.wick.internal.graph.Operation;
import io.wick.internal.planner.Layout.Reason;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Map;
import java.util.UUID;

class PlannerTest {
    private static final long LARGE = 1 << 20;
    private static final long MILLI = 1_000_000;
    private static final Resources FOUR = Resources.NONE.cpus(4);

    private static Reason reason(Layout layout, int vertex) {
        return Reason.values()[layout.reason()[vertex]];
    }

    @Test
    void when_a_graph_is_tiny_then_all_of_it_stays_on_the_owner() {
        var graph = TestGraph.tree(8, 64).nodes(3).owner(1);

        assertThat(graph.place()).containsOnly(1);
    }

    @Test
    void when_the_owner_runs_nothing_then_a_tiny_graph_stays_on_one_node() {
        assertThat(Arrays.stream(TestGraph.tree(8, 64).nodes(3).owner(-1).place()).distinct())
                .hasSize(1);
    }

    @Test
    void when_the_owner_has_much_to_do_then_a_tiny_graph_goes_to_an_idle_node() {
        var graph = TestGraph.tree(8, 64).node(FOUR, Map.of(), 5).node(FOUR, Map.of(), 0);

        assertThat(graph.place()).containsOnly(1);
    }

    @Test
    void when_a_long_chain_cannot_be_fused_then_it_still_stays_where_it_began() {
        var graph = graph().nodes(4).nanos(MILLI);
        int v = graph.call("first");
        for (int i = 0; i < 200; i++) {
            v = graph.call("next" + i, asking(Resources.NONE.cpus(1 + i % 2)), v);
        }

        assertThat(graph.place()).containsOnly(0);
    }

    @Test
    void when_data_has_a_home_then_its_vertex_and_the_chain_after_it_are_there() {
        var graph = graph().nodes(3);
        int part = graph.partition("part", 2);
        int parse = graph.call("parse", part);
        int count = graph.call("count", parse);

        Layout layout = Planner.place(graph.problem());

        assertThat(layout.site()).containsExactly(2, 2, 2);
        assertThat(layout.fusedWith()).containsExactly(parse, count, -1);
        assertThat(reason(layout, part)).isEqualTo(Reason.HOME);
        assertThat(reason(layout, parse)).isEqualTo(Reason.FUSED);
    }

    @Test
    void when_two_vertices_read_a_partition_then_both_run_where_it_is() {
        var graph = graph().nodes(3);
        int part = graph.partition("part", 2);
        int count = graph.call("count", part);
        graph.call("max", part);

        Layout layout = Planner.place(graph.problem());

        assertThat(layout.site()).containsOnly(2);
        assertThat(reason(layout, count)).isEqualTo(Reason.BYTES);
    }

    @Test
    void when_a_consumer_has_another_home_or_other_resources_then_it_is_not_fused() {
        var graph = graph().nodes(2);
        int first = graph.call("first");
        int other = graph.call("other", asking(Resources.NONE.cpus(2)), first);
        int third = graph.home(graph.call("third", asking(Resources.NONE.cpus(2)), other), 1);
        int fourth = graph.call("fourth", asking(Resources.NONE.cpus(2)), third);

        Layout layout = Planner.place(graph.problem());

        assertThat(layout.fusedWith()).containsExactly(-1, -1, fourth, -1);
        assertThat(layout.site()[fourth]).isEqualTo(1);
    }

    @Test
    void when_a_consumer_has_run_then_the_other_one_is_fused() {
        var graph = graph().nodes(2);
        int first = graph.call("first");
        int done = graph.home(graph.call("done", first), 1);
        int open = graph.call("open", first);
        graph.state(new byte[] {Problem.RUN, Problem.KEPT, Problem.RUN});

        Layout layout = Planner.place(graph.problem());

        assertThat(layout.fusedWith()[first]).isEqualTo(open);
        assertThat(layout.site()[done]).isEqualTo(1);
        assertThat(reason(layout, done)).isEqualTo(Reason.SKIPPED);
    }

    @Test
    void when_inputs_are_large_then_a_vertex_runs_where_most_bytes_are() {
        var graph = graph().nodes(3);
        int a = graph.input("a", 0, LARGE);
        int b = graph.input("b", 1, LARGE / 2);
        int c = graph.input("c", 1, LARGE / 2 + 1);
        int join = graph.call("join", a, b, c);

        Layout layout = Planner.place(graph.problem());

        assertThat(layout.site()[join]).isEqualTo(1);
        assertThat(reason(layout, join)).isEqualTo(Reason.BYTES);
    }

    @Test
    void when_the_node_of_the_largest_input_cannot_run_it_then_the_next_largest_decides() {
        var graph =
                graph().nodes(2).node(FOUR.gpus(1), Map.of(), 0).node(FOUR.gpus(1), Map.of(), 0);
        int a = graph.input("a", 0, LARGE);
        int b = graph.input("b", 3, LARGE / 2);
        int join = graph.call("join", asking(FOUR.gpus(1)), a, b);

        assertThat(graph.place()[join]).isEqualTo(3);
    }

    @Test
    void when_one_node_holds_all_data_and_much_waits_there_then_others_help() {
        var graph = graph().nodes(4).nanos(1000 * MILLI);
        var from = new int[400][];
        for (int i = 0; i < from.length; i++) {
            from[i] = new int[] {graph.input("in" + i, 0, LARGE)};
        }
        int first = graph.calls("work", 8, from);

        int[] site = graph.place();

        assertThat(balance(site, first, 4)).isLessThan(1.2);
    }

    @Test
    void when_a_value_without_home_has_one_consumer_then_it_goes_there() {
        var graph = graph().nodes(3);
        int value = graph.input("value", -1, LARGE);
        int part = graph.input("part", 2, LARGE);
        int join = graph.call("join", value, part);

        Layout layout = Planner.place(graph.problem());

        assertThat(layout.site()).containsOnly(2);
        assertThat(layout.fusedWith()[value]).isEqualTo(-1);
        assertThat(reason(layout, join)).isEqualTo(Reason.BYTES);
    }

    @Test
    void when_a_model_is_taken_by_a_wide_stage_then_the_stage_is_spread_in_blocks() {
        var graph = graph().nodes(4).nanos(20 * MILLI);
        int model = graph.input("model", 0, 8 * LARGE);
        var from = new int[400][];
        Arrays.fill(from, new int[] {model});
        int first = graph.calls("predict", 8, from);

        int[] site = graph.place();

        assertThat(balance(site, first, 4)).isLessThan(1.05);
        assertThat(changes(site, first, 400)).isEqualTo(3);
    }

    @Test
    void when_a_model_is_too_large_for_little_work_then_the_stage_stays_with_it() {
        var graph = graph().nodes(4).nanos(MILLI);
        int model = graph.input("model", 2, 1000 * LARGE);
        var from = new int[100][];
        Arrays.fill(from, new int[] {model});
        graph.calls("predict", 8, from);

        assertThat(graph.place()).containsOnly(2);
    }

    @Test
    void when_many_take_a_part_each_of_a_large_stage_then_they_stay_with_their_part() {
        var graph = graph().nodes(4).nanos(MILLI);
        var from = new int[400][];
        for (int i = 0; i < 20; i++) {
            int part = graph.partition("part" + i, i % 4);
            Arrays.fill(from, 20 * i, 20 * i + 20, new int[] {part});
        }
        int first = graph.calls("query", 8, from);

        int[] site = graph.place();

        for (int i = 0; i < 400; i++) {
            assertThat(site[first + i]).isEqualTo(i / 20 % 4);
        }
    }

    @Test
    void when_nodes_differ_then_blocks_are_as_large_as_their_cpus() {
        var graph = graph().node(FOUR, Map.of(), 0).node(Resources.NONE.cpus(12), Map.of(), 0);
        graph.nanos(MILLI).sweep("part", 1600, 8);

        int[] site = graph.place();

        assertThat(changes(site, 0, 1600)).isOne();
        assertThat(Arrays.stream(site).filter(s -> s == 0).count()).isEqualTo(400);
    }

    @Test
    void when_a_sweep_is_not_worth_a_message_then_it_stays() {
        assertThat(sweep(16, MILLI / 20)).containsOnly(0);
        assertThat(Arrays.stream(sweep(1600, MILLI / 20)).distinct()).hasSize(4);
    }

    private static int[] sweep(int count, long nanos) {
        var graph = graph().nodes(4).nanos(nanos);
        graph.sweep("part", count, 8);
        return graph.place();
    }

    @Test
    void when_single_vertices_have_no_inputs_then_all_nodes_get_their_share() {
        var graph = graph().nodes(4).nanos(10 * MILLI);
        for (int i = 0; i < 400; i++) {
            graph.call("single" + i);
        }

        assertThat(balance(graph.place(), 0, 4)).isLessThan(1.1);
    }

    @Test
    void when_all_feed_all_then_every_row_is_balanced() {
        int[] site = TestGraph.allToAll(64, 6, 64).nodes(4).nanos(MILLI).place();

        for (int row = 0; row < 6; row++) {
            assertThat(balance(Arrays.copyOf(site, 64 * (row + 1)), 64 * row, 4)).isEqualTo(1);
        }
    }

    @Test
    void when_one_vertex_fans_out_in_steps_then_the_load_spreads() {
        var graph = graph().nodes(8).nanos(MILLI);
        int before = graph.call("root");
        int width = 1;
        for (int level = 0; level < 10; level++) {
            width *= 2;
            var from = new int[width][];
            for (int i = 0; i < width; i++) {
                from[i] = new int[] {before + i / 2};
            }
            before = graph.calls("level" + level, 8, from);
        }

        assertThat(balance(graph.place(), 0, 8)).isLessThan(1.3);
    }

    @Test
    void when_an_attribute_or_resource_is_asked_then_only_nodes_with_it_are_used() {
        var graph =
                graph().nodes(2)
                        .node(FOUR, Map.of("zone", "a"), 0)
                        .node(FOUR.gpus(2), Map.of("zone", "a"), 0)
                        .nanos(MILLI);
        var zone = placed(new Placement.WithAttribute("zone", "a"));
        int first = graph.stage("zoned", TestGraph.CALL, zone, 8, new int[100][0]);
        int gpu = graph.call("gpu", asking(FOUR.gpus(1)), first);

        Layout layout = Planner.place(graph.problem());

        assertThat(Arrays.stream(layout.site()).limit(100).distinct().sorted())
                .containsExactly(2, 3);
        assertThat(layout.site()[gpu]).isEqualTo(3);
        assertThat(reason(layout, gpu)).isEqualTo(Reason.ONLY);
    }

    @Test
    void when_spread_is_asked_then_nodes_take_turns() {
        var graph = graph().nodes(3);
        var spread = placed(new Placement.Spread());
        graph.stage("s", TestGraph.CALL, spread, 8, none(), none(), none(), none());

        assertThat(graph.place()).containsExactly(0, 1, 2, 0);
    }

    @Test
    void when_a_node_is_asked_for_then_the_reason_says_so() {
        var graph = graph().nodes(2);
        var there = placed(new Placement.OnNode(new UUID(0, 1)));
        int v = graph.home(graph.call("there", there), 1);

        Layout layout = Planner.place(graph.problem());

        assertThat(layout.site()[v]).isEqualTo(1);
        assertThat(reason(layout, v)).isEqualTo(Reason.ASKED);
    }

    @Test
    void when_no_node_can_run_a_vertex_then_the_error_names_it_and_the_reason() {
        var graph = graph().nodes(2);
        graph.stage("train", TestGraph.CALL, asking(Resources.NONE.gpus(1)), 8, none(), none());

        assertThatThrownBy(graph::place)
                .isInstanceOf(InfeasibleException.class)
                .hasMessageContaining("train[0]")
                .hasMessageContaining("gpu 1")
                .hasMessageContaining("cpu 4");
    }

    @Test
    void when_the_home_of_a_call_is_too_small_then_the_error_names_it() {
        var graph = graph().nodes(2);
        graph.home(graph.call("big", asking(Resources.NONE.cpus(8))), 1);

        assertThatThrownBy(graph::place)
                .isInstanceOf(InfeasibleException.class)
                .hasMessageContaining("big")
                .hasMessageContaining("cpu 8");
    }

    @Test
    void when_an_input_of_a_vertex_to_be_run_is_skipped_then_both_are_named() {
        var graph = graph().nodes(1);
        graph.call("second", graph.call("first"));
        graph.state(new byte[] {Problem.SKIP, Problem.RUN});

        assertThatThrownBy(graph::place)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("first")
                .hasMessageContaining("second");
    }

    @Test
    void when_a_graph_is_empty_then_nothing_is_placed() {
        assertThat(graph().nodes(1).place()).isEmpty();
    }

    @Test
    void when_a_constant_is_taken_by_several_then_it_is_on_the_owner() {
        var graph = graph().nodes(3).owner(2);
        int constant = graph.stage("k", new Operation.Constant(1), TaskOptions.DEFAULT, 8, none());
        graph.call("a", constant);
        graph.call("b", constant);

        assertThat(graph.place()).containsOnly(2);
    }

    /** The vertices on the fullest of {@code sites} over the mean. */
    static double balance(int[] site, int from, int sites) {
        var count = new int[sites];
        for (int v = from; v < site.length; v++) {
            count[site[v]]++;
        }
        return Arrays.stream(count).max().orElse(0) * (double) sites / (site.length - from);
    }

    private static int changes(int[] site, int from, int count) {
        int changes = 0;
        for (int v = from + 1; v < from + count; v++) {
            changes += site[v] == site[v - 1] ? 0 : 1;
        }
        return changes;
    }
}
