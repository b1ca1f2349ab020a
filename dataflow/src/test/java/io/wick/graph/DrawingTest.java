package io.wick.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.internal.graph.Dot;
import io.wick.internal.graph.Mermaid;
import io.wick.internal.graph.Sketch;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

class DrawingTest {
    @Test
    void when_a_graph_is_small_then_each_vertex_has_a_box() {
        Graph<Integer> graph = graph(2);

        assertThat(graph.toMermaid())
                .isEqualTo(
                        """
                        ---
                        title: "sum"
                        ---
                        flowchart TD
                          v0[/"in"/]
                          v1(["by"])
                          v2[("keys[0]")]
                          v3[("keys[1]")]
                          v4["part[0]"]
                          v5["part[1]"]
                          v6["total"]
                          v0 -->|"x 2"| v4
                          v0 -->|"x 2"| v5
                          v4 --> v6
                          v5 --> v6
                          classDef result stroke-width:3px
                          class v6 result
                        """);
        assertThat(graph.toDot())
                .isEqualTo(
                        """
                        digraph "sum" {
                          label="sum";
                          labelloc=t;
                          node [shape=box];
                          v0 [label="in", shape=parallelogram];
                          v1 [label="by", shape=ellipse];
                          v2 [label="keys[0]", shape=cylinder];
                          v3 [label="keys[1]", shape=cylinder];
                          v4 [label="part[0]"];
                          v5 [label="part[1]"];
                          v6 [label="total", penwidth=3];
                          v0 -> v4 [label="x 2"];
                          v0 -> v5 [label="x 2"];
                          v4 -> v6;
                          v5 -> v6;
                        }
                        """);
    }

    @Test
    void when_a_graph_is_large_then_each_stage_has_a_box_with_its_count() {
        Graph<Integer> graph = graph(1000);

        assertThat(graph.toMermaid())
                .isEqualTo(
                        """
                        ---
                        title: "sum"
                        ---
                        flowchart TD
                          s0[/"in"/]
                          s1(["by"])
                          s2[("keys x 2")]
                          s3["part x 1000"]
                          s4["total"]
                          s0 -->|"x 2000"| s3
                          s3 -->|"x 1000"| s4
                          classDef result stroke-width:3px
                          class s4 result
                        """);
        assertThat(graph.toDot())
                .contains("s3 [label=\"part x 1000\"];")
                .contains("s3 -> s4 [label=\"x 1000\"];");
    }

    @Test
    void when_a_graph_has_60_or_61_vertices_then_that_decides() {
        assertThat(graph(60 - 5).toDot()).contains("v59 ").doesNotContain("s4 ");
        assertThat(graph(61 - 5).toDot()).contains("s4 ").doesNotContain("v59 ");
    }

    @Test
    void when_a_graph_has_more_arrows_than_mermaid_draws_then_each_stage_has_a_box() {
        GraphBuilder g = Graph.builder("dense");
        Vertices<Integer> from = g.sweep("from", 30, i -> i);
        int[] all = IntStream.range(0, 30).toArray();
        Vertices<Integer> to =
                g.sweep("to", 30, (Integer i, List<Integer> xs) -> i, from, i -> all);

        assertThat(g.build(to).toMermaid()).contains("s0 -->|\"x 900\"| s1\n");
    }

    @Test
    void when_vertices_are_in_groups_then_boxes_are_as_well() {
        Graph<Integer> graph = graph(1000);
        int[] group = new int[graph.model().size()];
        Arrays.setAll(group, v -> v < 2 ? -1 : v % 2);

        Sketch sketch = Sketch.of(graph.model(), group, List.of("node \"a\"", "node b"));

        assertThat(Mermaid.draw(sketch))
                .isEqualTo(
                        """
                        ---
                        title: "sum"
                        ---
                        flowchart TD
                          s0[/"in"/]
                          s1(["by"])
                          subgraph n0["node #34;a#34;"]
                            s2n0[("keys x 1")]
                            s3n0["part x 500"]
                            s4n0["total"]
                          end
                          subgraph n1["node b"]
                            s2n1[("keys x 1")]
                            s3n1["part x 500"]
                          end
                          s0 -->|"x 1000"| s3n0
                          s0 -->|"x 1000"| s3n1
                          s3n0 -->|"x 500"| s4n0
                          s3n1 -->|"x 500"| s4n0
                          classDef result stroke-width:3px
                          class s4n0 result
                        """);
        assertThat(Dot.draw(sketch))
                .contains(
                        """
                          subgraph cluster_0 {
                            label="node \\"a\\"";
                            s2n0 [label="keys x 1", shape=cylinder];
                        """);
    }

    @Test
    void when_names_have_special_characters_then_they_are_escaped() {
        GraphBuilder g = Graph.builder("a \"b\" \\");
        Vertex<Integer> odd = g.task("x\"]; end %%{ <b>&amp;</b> `c` \\N #35;", () -> 1);
        Vertex<Integer> list = g.task("- 1. *a_b* 2.5", x -> x, odd);
        Graph<Integer> graph = g.build(g.task("\u00fc\u4e2d \ud83d\ude00", x -> x, list));

        assertThat(graph.toMermaid())
                .contains("title: \"a \\\"b\\\" \\\\\"")
                .contains(
                        "v0[\"x#34;]#59; end #37;#37;#123; #60;b#62;#38;amp#59;#60;/b#62;"
                                + " #96;c#96; #92;N #35;35#59;\"]")
                .contains("v1[\"#45; 1#46; #42;a_b#42; 2.5\"]")
                .contains("v2[\"\u00fc\u4e2d #128512;\"]");
        assertThat(graph.toDot())
                .startsWith("digraph \"a \\\"b\\\" \\\\\" {")
                .contains("v0 [label=\"x\\\"]; end %%{ <b>&amp;amp;</b> `c` \\\\N #35;\"]")
                .contains("v2 [label=\"\u00fc\u4e2d \ud83d\ude00\", penwidth=3]");
    }

    private static Graph<Integer> graph(int parts) {
        GraphBuilder g = Graph.builder("sum");
        Vertex<Integer> in = g.input("in", Integer.class);
        g.constant("by", 3);
        g.cacheKeys("keys", "cache", List.of(1, 2), Object.class);
        Vertices<Integer> part =
                g.sweep(
                        "part",
                        parts,
                        (Integer i, List<Integer> x) -> i + x.get(0),
                        one(in),
                        i -> new int[] {0, 0});
        return g.build(g.gather("total", all -> all.size(), part));
    }

    private static Vertices<Integer> one(Vertex<Integer> vertex) {
        return new Vertices<>(vertex.draft, vertex.draft.stage(vertex.stage));
    }
}
