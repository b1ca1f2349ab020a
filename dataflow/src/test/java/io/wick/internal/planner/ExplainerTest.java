package io.wick.internal.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.Placement;
import io.wick.Resources;
import io.wick.error.GraphException;
import io.wick.graph.Explanation;
import io.wick.internal.graph.Operation;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

class ExplainerTest {
    private static final UUID FIRST = new UUID(0, 0);
    private static final UUID SECOND = new UUID(0, 1);
    private static final Resources FOUR = Resources.NONE.cpus(4);

    private static Explanation explain(TestGraph graph) {
        Problem problem = graph.problem();
        return Explainer.explain(problem, Planner.place(problem));
    }

    /** Two files on two nodes, parsed where they are, joined, and the model trained on the GPU. */
    static TestGraph flights() {
        var graph =
                TestGraph.graph()
                        .nodes(1)
                        .node(FOUR.gpus(1), Map.of(), 0)
                        .node(FOUR, Map.of("zone", "b"), 0)
                        .nanos(2_000_000);
        int rate = graph.input("rate", 0, 8);
        int parts =
                graph.stage(
                        "part",
                        new Operation.CachePartitions("flights", 2),
                        io.wick.TaskOptions.DEFAULT,
                        -1,
                        TestGraph.none(),
                        TestGraph.none());
        graph.home(parts, 1);
        graph.home(parts + 1, 2);
        int parse = graph.calls("parse", 2_000_000, new int[] {parts}, new int[] {parts + 1});
        int small = graph.calls("airports", 100_000, TestGraph.none());
        int join = graph.calls("join", 300_000, new int[] {parse, parse + 1, small});
        int train = graph.call("train", TestGraph.asking(FOUR.gpus(1)), join, rate);
        int zone =
                graph.call(
                        "zone", TestGraph.placed(new Placement.WithAttribute("zone", "b")), join);
        return graph.result(graph.call("report", train, zone));
    }

    @Test
    void when_a_small_graph_is_explained_then_each_vertex_has_its_node_and_reason() {
        Explanation why = explain(flights());

        assertThat(why.lines()).hasSize(10);
        assertThat(why.nodeOf("part[0]")).isEqualTo(SECOND);
        assertThat(why.reason("part[0]")).isEqualTo("its data: partition 0 of cache flights");
        assertThat(why.reason("parse[0]")).isEqualTo("fused with part[0]");
        assertThat(why.nodeOf("join")).isIn(SECOND, new UUID(0, 2));
        assertThat(why.reason("join")).startsWith("2 MB of its 4.1 MB of input is there (parse[");
        assertThat(why.reason("rate")).isEqualTo("it is given there");
        assertThat(why.reason("train")).isEqualTo("asked: cpu 4, gpu 1, which no other node has");
        assertThat(why.reason("zone")).isEqualTo("asked: zone=b, which no other node has");
        assertThat(why.vertex("parse[1]").time()).isEqualTo(Duration.ofMillis(2));
        assertThat(why.vertex("parse[1]").bytes()).isEqualTo(2_000_000);
    }

    @Test
    void when_values_move_then_lines_nodes_and_moves_say_the_same() {
        Explanation why = explain(flights());

        long expected = why.lines().stream().mapToLong(Explanation.Line::bytesIn).sum();
        assertThat(why.bytesMoved()).isEqualTo(expected).isGreaterThan(2_000_000);
        assertThat(why.moves().stream().mapToLong(Explanation.Move::bytes).sum())
                .isEqualTo(expected);
        assertThat(why.nodes().stream().mapToLong(Explanation.NodeTotal::bytesOut).sum())
                .isEqualTo(expected);
        assertThat(why.nodes().stream().mapToInt(Explanation.NodeTotal::vertices).sum())
                .isEqualTo(10);
        assertThat(why.moves().getFirst().bytes()).isGreaterThanOrEqualTo(2_000_000);
    }

    @Test
    void when_an_explanation_is_printed_then_it_is_a_table_for_people() {
        String text = explain(flights()).toString();

        assertThat(text.lines().findFirst().orElse(""))
                .startsWith("Plan of 'test': 10 vertices on 3 nodes, about 18 ms of work, ");
        assertThat(text)
                .containsPattern("part\\[0\\] +node \\d +2 ms +1.0 MB +- +its data: partition 0")
                .contains(FIRST + " (starts the run)")
                .containsPattern("moves from +to +values +bytes");
        assertThat(text.lines()).allMatch(line -> line.equals(line.stripTrailing()));
    }

    @Test
    void when_a_vertex_is_ready_soonest_somewhere_then_the_times_are_told() {
        var graph = TestGraph.graph().nodes(2).nanos(1_000_000);
        int near = graph.input("near", 1, 8000);
        int other = graph.input("other", 1, 8000);
        int far = graph.input("far", 0, 8);
        graph.call("sum", near, other, far);

        Explanation why = explain(graph);

        assertThat(why.nodeOf("sum")).isEqualTo(SECOND);
        assertThat(why.reason("sum"))
                .isEqualTo("ready soonest there: after 100 us instead of 116 us");
    }

    @Test
    void when_nothing_moves_then_the_text_says_so() {
        var graph = TestGraph.graph().nodes(2);
        graph.call("alone");

        Explanation why = explain(graph);

        assertThat(why.toString()).contains("Nothing moves").contains("1 vertex on 1 node,");
        assertThat(why.reason("alone"))
                .isEqualTo("the run starts there, and nothing is gained elsewhere");
    }

    @Test
    void when_a_graph_is_large_then_lines_are_by_stage_and_vertices_can_still_be_asked_for() {
        var graph = TestGraph.stencil(100, 3, 256).nodes(4).nanos(10_000_000);

        Explanation why = explain(graph);

        assertThat(why.lines()).hasSize(3);
        Explanation.Line row = why.lines().get(1);
        assertThat(row.name()).isEqualTo("row1");
        assertThat(row.vertices()).isEqualTo(100);
        assertThat(row.nodes()).hasSize(4).allMatch(node -> node.vertices() == 25);
        assertThat(row.bytesIn()).isEqualTo(6 * 256);
        assertThat(row.reason()).isEqualTo("where they are ready soonest");
        assertThat(why.nodeOf("row1[99]")).isEqualTo(new UUID(0, 3));
        assertThat(why.reason("row0[99]")).contains("blocks");
        assertThat(why.toString()).contains("row1 x 100").contains("4 nodes, 25 each");
    }

    @Test
    void when_there_are_very_many_stages_then_one_line_stands_for_the_rest() {
        var graph = TestGraph.graph().nodes(2);
        for (int i = 0; i < 1200; i++) {
            graph.call("v" + i);
        }

        Explanation why = explain(graph);

        assertThat(why.lines()).hasSize(1000);
        assertThat(why.lines().getLast().vertices()).isEqualTo(201);
        assertThat(why.nodeOf("v1199")).isNotNull();
        assertThat(why.toString()).contains("... and 880 more");
    }

    @Test
    void when_a_vertex_is_unknown_or_on_no_node_then_the_error_says_so() {
        var graph = TestGraph.graph().nodes(1);
        graph.call("gone");
        graph.home(graph.call("kept"), 0);
        graph.state(new byte[] {Problem.SKIP, Problem.KEPT});

        Explanation why = explain(graph);

        assertThatThrownBy(() -> why.nodeOf("mean"))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("'mean'")
                .hasMessageContaining("'test'");
        assertThatThrownBy(() -> why.nodeOf("gone"))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("not needed");
        assertThat(why.nodeOf("kept")).isEqualTo(FIRST);
        assertThat(why.reason("kept")).isEqualTo("has run; its value is there");
        for (String name : List.of("row[", "]", "kept[0]", "")) {
            assertThatThrownBy(() -> why.vertex(name)).isInstanceOf(GraphException.class);
        }
    }
}
