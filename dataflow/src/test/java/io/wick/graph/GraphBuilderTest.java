package io.wick.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.Fn1;
import io.wick.Fn2;
import io.wick.Fn3;
import io.wick.Placement;
import io.wick.TaskOptions;
import io.wick.error.GraphException;
import io.wick.internal.graph.GraphModel;
import io.wick.internal.graph.Operation;
import io.wick.internal.graph.Stage;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

class GraphBuilderTest {
    private final GraphBuilder g = Graph.builder("g");

    @Test
    void when_tasks_take_values_then_they_get_them_in_order() {
        Vertex<String> in = g.input("in", String.class);
        Vertex<String> sign = g.constant("sign", "-");
        Vertex<Integer> zero = g.task("zero", () -> 0);
        Vertex<Integer> length = g.task("length", String::length, in);
        Fn3<String, Object, Integer, String> three = (a, b, c) -> a + b + c;
        Vertex<String> text = g.task("three", three, sign, zero, length);

        Graph<String> graph = g.build(g.task("twice", (a, b) -> a + b + a, text, sign));

        assertThat(InOrder.run(graph, Map.of("in", "four"))).isEqualTo("-04--04");
        assertThat(graph.name()).isEqualTo("g");
        assertThat(graph).hasToString("graph 'g': stages 6, vertices 6, edges 6");
    }

    @Test
    void when_stages_fan_out_and_in_then_each_vertex_has_its_inputs() {
        Vertices<Integer> squares = g.sweep("squares", 4, i -> i * i);
        Vertices<String> words = g.sweep("words", List.of("a", "b", "c", "d"), w -> w + w);
        Vertices<String> pairs = g.zip("pairs", (s, w) -> s + w, squares, words);
        Vertices<String> loud = g.map("loud", (String p) -> p.toUpperCase(), pairs);
        Vertex<Integer> shared = g.constant("shared", 7);
        Vertices<String> more = g.sweep("more", Arrays.asList("x", null), (p, n) -> p + n, shared);
        Vertex<String> all = g.gather("all", ws -> String.join(" ", ws), loud);
        Vertex<String> some =
                g.gather(
                        "some",
                        (List<Object> ws) -> ws.toString(),
                        List.of(more.get(1), squares.get(3)));

        Graph<List<Object>> graph = g.buildAll(List.of(all, some));

        assertThat(InOrder.run(graph)).containsExactly("0AA 1BB 4CC 9DD", "[null7, 9]");
    }

    @Test
    void when_a_stage_is_the_result_then_a_run_gives_a_list() {
        Graph<List<Integer>> graph = g.build(g.sweep("s", 3, i -> i));

        assertThat(InOrder.run(graph)).containsExactly(0, 1, 2);
        assertThat(graph.model().single()).isFalse();
    }

    @Test
    void when_sources_are_added_then_they_are_stages_of_a_vertex_per_key_or_partition() {
        Vertices<Double> prices = g.cacheKeys("prices", "trades", List.of(3L, 4L), Double.class);
        Vertices<CachePartition<Long, Double>> parts =
                g.cachePartitions("parts", "trades", 16, Long.class, Double.class);

        GraphModel model = g.buildAll(List.of(prices.get(0), parts.get(15))).model();

        assertThat(model.stages())
                .extracting(Stage::operation)
                .containsExactly(
                        new Operation.CacheKeys("trades", List.of(3L, 4L), Double.class),
                        new Operation.CachePartitions("trades", 16));
        assertThat(model.results()).containsExactly(0, 17);
    }

    @Test
    void when_options_are_set_then_the_stage_has_them() {
        UUID node = new UUID(1, 2);
        Vertices<Integer> s =
                g.sweep("s", 2, i -> i)
                        .retries(1)
                        .retryOn(IOException.class)
                        .timeout(Duration.ofSeconds(2))
                        .resources(r -> r.cpus(2))
                        .expects(Duration.ofMillis(3), 100)
                        .onNode(node);
        Vertex<Integer> t = g.task("t", () -> 1).spread();
        g.task("u", () -> 1).nearKey("c", 5);
        g.task("v", () -> 1).whereAttribute("zone", "a");

        GraphModel model = g.build(t).model();

        Stage stage = model.stages().get(0);
        assertThat(stage.options())
                .isEqualTo(
                        TaskOptions.DEFAULT
                                .withRetries(1)
                                .withRetryOn(List.of(IOException.class))
                                .withTimeout(Duration.ofSeconds(2))
                                .withResources(TaskOptions.DEFAULT.resources().cpus(2))
                                .withPlacement(new Placement.OnNode(node)));
        assertThat(stage.expectedNanos()).isEqualTo(3_000_000);
        assertThat(stage.expectedBytes()).isEqualTo(100);
        assertThat(model.stages().subList(1, 4))
                .extracting(next -> next.options().placement())
                .containsExactly(
                        new Placement.Spread(),
                        new Placement.NearKey("c", 5),
                        new Placement.WithAttribute("zone", "a"));
        assertThat(s.size()).isEqualTo(2);
    }

    @Test
    void when_an_option_makes_no_sense_then_it_is_refused() {
        Vertex<String> in = g.input("in", String.class);
        Vertices<Integer> s = g.sweep("s", 3, i -> i);

        assertThatThrownBy(() -> in.retries(2))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("'in' is an input of type java.lang.String")
                .hasMessageContaining("retries(..)");
        assertThatThrownBy(() -> g.cacheKeys("k", "c", List.of(1), String.class).spread())
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("'k' is 1 keys of the cache 'c'");
        assertThatThrownBy(() -> s.get(1).timeout(Duration.ofSeconds(1)))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("'s[1]'")
                .hasMessageContaining("Vertices of 's'");
        assertThatThrownBy(() -> s.retries(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> s.expects(Duration.ofMillis(-1), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'s'");
    }

    @Test
    void when_the_graph_is_built_then_nothing_can_be_changed() {
        Vertices<Integer> s = g.sweep("s", 3, i -> i);
        g.build(s);

        assertThatThrownBy(() -> g.task("t", () -> 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'g' is built")
                .hasMessageContaining("Graph.builder(..)");
        assertThatThrownBy(() -> s.retries(1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> g.build(s)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void when_a_name_is_wrong_then_the_error_says_why() {
        g.input("x", String.class);

        assertThatThrownBy(() -> g.sweep("x", 5, i -> i))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("'x' is used twice in the graph 'g'")
                .hasMessageContaining("an input of type java.lang.String")
                .hasMessageContaining("a stage of 5 tasks");
        assertThatThrownBy(() -> g.task(null, () -> 1))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("null");
        assertThatThrownBy(() -> g.task(" ", () -> 1)).isInstanceOf(GraphException.class);
        assertThatThrownBy(() -> g.task("a\nb", () -> 1))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("U+000A at index 1");
        assertThatThrownBy(() -> Graph.builder("\ud800")).isInstanceOf(GraphException.class);
    }

    @Test
    void when_something_is_null_then_the_error_names_the_stage() {
        Vertices<Integer> s = g.sweep("s", 3, i -> i);

        assertThatThrownBy(() -> g.task("t", (Fn1<Object, Object>) null, s.get(0)))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("function of 't' is null");
        assertThatThrownBy(() -> g.task("t", x -> x, null))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("'t' of the graph 'g'");
        assertThatThrownBy(() -> g.map("t", (Integer x) -> x, null))
                .isInstanceOf(GraphException.class);
        assertThatThrownBy(() -> g.constant("t", null))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("value of 't'");
        assertThatThrownBy(() -> g.cacheKeys("t", "c", Arrays.asList(1, null), Integer.class))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("Key 1 of 't'");
    }

    @Test
    void when_a_vertex_is_of_another_builder_then_the_error_names_both_graphs() {
        Vertex<Integer> other = Graph.builder("other").constant("one", 1);

        assertThatThrownBy(() -> g.task("t", x -> x, other))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("'t' of the graph 'g'")
                .hasMessageContaining("vertex 'one' of the graph 'other'")
                .hasMessageContaining("include(..)");
        assertThatThrownBy(() -> g.build(other)).isInstanceOf(GraphException.class);
    }

    @Test
    void when_an_index_is_out_of_range_then_the_error_names_the_vertex_and_nothing_is_added() {
        Vertices<Integer> s = g.sweep("s", 3, i -> i);
        Fn2<Integer, List<Integer>, Integer> sum = (i, xs) -> i;

        assertThatThrownBy(() -> g.sweep("t", 3, sum, s, i -> new int[] {i, i + 1}))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("'t[2]' takes the value 3 of 's'");
        assertThatThrownBy(() -> g.sweep("t", 3, sum, s, i -> null))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("'t[0]'");
        assertThatThrownBy(() -> g.sweep("t", 3, sum, s, i -> new int[i - 1]))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("'t[0]'")
                .hasCauseInstanceOf(NegativeArraySizeException.class);
        assertThatThrownBy(
                        () ->
                                g.sweep(
                                        "t",
                                        3,
                                        sum,
                                        s,
                                        i -> {
                                            g.task("sly", () -> 1);
                                            return new int[0];
                                        }))
                .hasRootCauseInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> s.get(3))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("vertices 0 to 2");

        GraphModel model = g.build(g.sweep("t", 3, sum, s, i -> new int[] {i})).model();
        assertThat(model.size()).isEqualTo(6);
        assertThat(model.inputs()).containsExactly(0, 1, 2);
    }

    @Test
    void when_sizes_do_not_fit_then_the_error_says_both() {
        Vertices<Integer> three = g.sweep("three", 3, i -> i);
        Vertices<Integer> four = g.sweep("four", 4, i -> i);

        assertThatThrownBy(() -> g.zip("z", Integer::sum, three, four))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("'three', which has 3 vertices, with 'four', which has 4");
        assertThatThrownBy(() -> g.sweep("none", 0, i -> i))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("'none'");
    }

    @Test
    void when_a_stage_is_looked_at_then_it_is_a_list_of_handles() {
        Vertices<Integer> s = g.sweep("s", 3, i -> i);

        assertThat(s.stream().map(Vertex::name)).containsExactly("s[0]", "s[1]", "s[2]");
        assertThat(s.asList()).hasSize(3);
        assertThat(s.asList().get(2)).hasToString("vertex 's[2]' of the graph 'g'");
        assertThat(s).hasToString("3 vertices 's' of the graph 'g'");
        assertThat(s.name()).isEqualTo("s");
    }

    @Test
    void when_a_sweep_is_a_million_vertices_then_the_model_has_them_all() {
        int width = 100_000;
        Fn2<Integer, List<Integer>, Integer> step = (i, xs) -> i;
        Vertices<Integer> now = g.sweep("0", width, i -> i);
        for (int t = 1; t < 10; t++) {
            now =
                    g.sweep(
                            "" + t,
                            width,
                            step,
                            now,
                            i -> new int[] {Math.max(0, i - 1), i, Math.min(width - 1, i + 1)});
        }

        GraphModel model = g.build(now).model();

        assertThat(model.size()).isEqualTo(1_000_000);
        assertThat(model.edges()).isEqualTo(2_700_000);
        assertThat(model.stages().stream().map(Stage::name).collect(Collectors.joining()))
                .isEqualTo("0123456789");
    }
}
