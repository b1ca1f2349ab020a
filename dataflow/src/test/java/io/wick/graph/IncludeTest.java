package io.wick.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.error.GraphException;
import io.wick.internal.graph.Stage;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class IncludeTest {
    private final GraphBuilder g = Graph.builder("g");

    @Test
    void when_a_graph_is_included_twice_then_each_has_its_own_stages() {
        Graph<Integer> sub = weighted();
        Vertices<Integer> weights = g.sweep("w", 2, i -> i + 1);
        Vertex<Integer> one = g.include("one", sub, Map.of("weight", weights.get(0)));
        Vertex<Integer> two = g.include("two", sub, Map.of("weight", weights.get(1))).retries(9);

        Graph<Integer> graph = g.build(g.task("both", Integer::sum, one, two));

        assertThat(InOrder.run(graph)).isEqualTo(3 + 6);
        assertThat(graph.model().stages())
                .extracting(Stage::name)
                .containsExactly("w", "one/parts", "one/sum", "two/parts", "two/sum", "both");
        assertThat(graph.model().stages())
                .extracting(stage -> stage.options().retries())
                .containsExactly(3, 7, 3, 7, 9, 3);
    }

    @Test
    void when_a_graph_of_many_results_is_included_then_its_result_is_their_list() {
        GraphBuilder s = Graph.builder("many");
        Graph<List<Integer>> sub = s.build(s.sweep("parts", 3, i -> i));

        Vertex<List<Integer>> list = g.include("sub", sub, Map.of());
        Graph<Integer> graph = g.build(g.task("size", (List<Integer> xs) -> xs.size(), list));

        assertThat(InOrder.run(graph)).isEqualTo(3);
        assertThat(graph.model().stages())
                .extracting(Stage::name)
                .containsExactly("sub/parts", "sub", "size");
    }

    @Test
    void when_the_result_is_an_input_then_it_is_the_vertex_bound_to_it() {
        GraphBuilder s = Graph.builder("same");
        Graph<String> sub = s.build(s.input("x", String.class));
        Vertex<String> hello = g.constant("hello", "hello");

        Graph<String> graph = g.build(g.include("sub", sub, Map.of("x", hello)));

        assertThat(InOrder.run(graph)).isEqualTo("hello");
        assertThat(graph.model().size()).isEqualTo(1);
    }

    @Test
    void when_an_input_is_missing_unknown_or_mistyped_then_it_is_named_and_nothing_is_added() {
        Graph<Integer> sub = weighted();
        Vertex<String> text = g.constant("text", "x");
        Vertex<Integer> one = g.constant("one", 1);

        assertThatThrownBy(() -> g.include("sub", sub, Map.of()))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("The graph 'weighted' included as 'sub'")
                .hasMessageContaining("input 'weight' of type java.lang.Integer");
        assertThatThrownBy(() -> g.include("sub", sub, Map.of("weight", one, "height", one)))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("no input 'height'")
                .hasMessageContaining("Its inputs: 'weight'");
        assertThatThrownBy(() -> g.include("sub", sub, Map.of("weight", text)))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("takes a java.lang.Integer as input 'weight'")
                .hasMessageContaining("'text' gives a java.lang.String");
        g.task("sub/sum", () -> 1);
        assertThatThrownBy(() -> g.include("sub", sub, Map.of("weight", one)))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("'sub/sum' is used twice");

        assertThat(g.build(one).model().size()).isEqualTo(3);
    }

    private static Graph<Integer> weighted() {
        GraphBuilder s = Graph.builder("weighted");
        Vertex<Integer> weight = s.input("weight", int.class);
        Vertices<Integer> parts = s.sweep("parts", 3, (i, w) -> i * w, weight).retries(7);
        return s.build(s.gather("sum", xs -> xs.stream().mapToInt(Integer::intValue).sum(), parts));
    }
}
