package io.wick.internal.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.TaskOptions;

import org.junit.jupiter.api.Test;

import java.util.regex.Pattern;

class PlanDrawingTest {
    private static String mermaid(TestGraph graph) {
        Problem problem = graph.problem();
        return PlanDrawing.mermaid(problem, Planner.place(problem));
    }

    private static String dot(TestGraph graph) {
        Problem problem = graph.problem();
        return PlanDrawing.dot(problem, Planner.place(problem));
    }

    /** A value on one node, read on another. */
    private static TestGraph two() {
        var graph = TestGraph.graph().nodes(2);
        int large = graph.input("large", 0, 2_000_000);
        int fixed = graph.home(graph.call("fixed", large), 1);
        return graph.result(graph.call("end", fixed));
    }

    @Test
    void when_a_small_plan_is_drawn_as_mermaid_then_nodes_are_frames_and_moves_have_bytes() {
        assertThat(mermaid(two()))
                .isEqualTo(
                        """
                        flowchart LR
                          subgraph n0["node 1: 00000000-0000-0000-0000-000000000000 (starts the run)"]
                            b0(["large"])
                          end
                          subgraph n1["node 2: 00000000-0000-0000-0000-000000000001"]
                            b1["fixed"]
                            b2["end"]
                          end
                          b0 -->|"2 MB"| b1
                          b1 ==> b2
                          style b2 stroke-width:3px
                        """);
    }

    @Test
    void when_a_small_plan_is_drawn_as_dot_then_nodes_are_clusters() {
        assertThat(dot(two()))
                .isEqualTo(
                        """
                        digraph "test" {
                          rankdir=LR;
                          node [shape=box];
                          subgraph cluster_0 {
                            label="node 1: 00000000-0000-0000-0000-000000000000 (starts the run)";
                            b0 [label="large", style=rounded];
                          }
                          subgraph cluster_1 {
                            label="node 2: 00000000-0000-0000-0000-000000000001";
                            b1 [label="fixed"];
                            b2 [label="end", penwidth=3];
                          }
                          b0 -> b1 [label="2 MB"];
                          b1 -> b2 [penwidth=3];
                        }
                        """);
    }

    @Test
    void when_names_have_special_characters_then_they_cannot_break_the_drawing() {
        var graph = TestGraph.graph().nodes(1);
        graph.stage("a\"]-->b;#<i>\\\n`", TestGraph.CALL, TaskOptions.DEFAULT, 8, TestGraph.none());

        String line =
                mermaid(graph).lines().filter(text -> text.contains("b0")).findFirst().orElse("");
        assertThat(line).matches(" *b0\\[\"[^\"<>`\\\\]*\"\\]").contains("#34;", "#35;", "#60;");
        assertThat(dot(graph)).contains("b0 [label=\"a\\\"]-->b;#<i>\\\\\\n`\"];");
    }

    @Test
    void when_a_graph_is_larger_then_boxes_are_stages_on_nodes() {
        String text = mermaid(TestGraph.stencil(100, 3, 256).nodes(4).nanos(10_000_000));

        assertThat(count(text, "subgraph ")).isEqualTo(4);
        assertThat(count(text, "row1 x 25")).isEqualTo(4);
        assertThat(count(text, "-->\\|\"256 B\"\\|")).isEqualTo(12);
    }

    @Test
    void when_a_graph_is_very_large_then_boxes_are_stages() {
        String text = mermaid(TestGraph.stencil(1000, 30, 256).nodes(40).nanos(10_000_000));

        assertThat(count(text, "subgraph ")).isZero();
        assertThat(text).contains("b1[\"row1 x 1,000 on 40 nodes\"]");
        assertThat(count(text, "-->\\|")).isEqualTo(29);
    }

    @Test
    void when_there_are_too_many_stages_then_one_box_stands_for_the_rest() {
        var graph = TestGraph.graph().nodes(2);
        for (int i = 0; i < 500; i++) {
            graph.call("v" + i);
        }

        assertThat(dot(graph)).contains("301 more stages").doesNotContain("b200");
    }

    @Test
    void when_values_are_kept_then_they_are_drawn_dashed_and_skipped_ones_not_at_all() {
        var graph = TestGraph.graph().nodes(1);
        int gone = graph.call("gone");
        int kept = graph.home(graph.call("kept", gone), 0);
        graph.call("next", kept);
        graph.state(new byte[] {Problem.SKIP, Problem.KEPT, Problem.RUN});

        assertThat(mermaid(graph)).contains(":::kept").contains("classDef").doesNotContain("gone");
        assertThat(dot(graph)).contains("style=dashed").doesNotContain("gone");
    }

    private static long count(String text, String pattern) {
        return Pattern.compile(pattern).matcher(text).results().count();
    }
}
