package io.wick.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.Fn0;
import io.wick.Fn1;
import io.wick.Fn2;
import io.wick.error.GraphException;

import org.junit.jupiter.api.Test;

import java.io.Serializable;
import java.util.Collection;
import java.util.List;

/** What the compiler would have refused, had somebody not cast it away. */
class GraphTypesTest {
    private final GraphBuilder g = Graph.builder("g");

    @Test
    void when_a_value_is_of_another_type_then_the_error_names_both_vertices_and_types() {
        Vertex<double[]> samples = g.task("samples", () -> new double[3]);
        Fn1<String, Integer> length = String::length;

        assertThatThrownBy(() -> g.task("length", length, cast(samples)))
                .isInstanceOf(GraphException.class)
                .hasMessage(
                        "'length' takes a java.lang.String as argument 1, but 'samples' gives a"
                                + " double[]. Take another vertex, or put a task between them that"
                                + " makes the one from the other");
    }

    @Test
    void when_the_second_argument_is_wrong_then_it_is_counted() {
        Vertex<Integer> one = g.constant("one", 1);
        Fn2<Integer, List<?>, Integer> both = (i, xs) -> i;

        assertThatThrownBy(() -> g.task("both", both, one, cast(one)))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("java.util.List as argument 2")
                .hasMessageContaining("'one' gives a java.lang.Integer");
    }

    @Test
    void when_a_vertex_of_a_sweep_is_wrong_then_it_is_named() {
        Vertices<Integer> numbers = g.sweep("numbers", 3, i -> i);
        Vertices<String> words = g.sweep("words", 3, i -> "" + i);
        Fn1<String, String> twice = w -> w + w;

        assertThatThrownBy(() -> g.zip("z", (String a, String b) -> a + b, words, cast(numbers)))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("'z[0]' takes a java.lang.String as argument 2")
                .hasMessageContaining("'numbers[0]' gives a java.lang.Integer");
        assertThatThrownBy(() -> g.map("m", twice, cast(numbers)))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("'m[0]'");
    }

    @Test
    void when_gathered_values_go_to_no_list_then_it_is_refused() {
        Vertices<Integer> numbers = g.sweep("numbers", 3, i -> i);
        Fn1<String, Integer> length = String::length;

        assertThatThrownBy(() -> g.gather("all", cast(length), numbers))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("'all' takes a java.lang.String")
                .hasMessageContaining("gathered values come as a java.util.List");
        assertThat(g.gather("size", (Collection<Integer> all) -> all.size(), numbers)).isNotNull();
    }

    @Test
    void when_indices_or_parameters_are_of_another_type_then_it_is_refused() {
        Fn1<String, Integer> length = String::length;

        assertThatThrownBy(
                        () -> g.sweep("s", 3, GraphTypesTest.<Fn1<Integer, Integer>>cast(length)))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("'s' takes a java.lang.String as argument 1")
                .hasMessageContaining("gives the index, a java.lang.Integer");
        assertThatThrownBy(
                        () ->
                                g.sweep(
                                        "s",
                                        GraphTypesTest.<List<String>>cast(List.of("a", "b", 3)),
                                        length))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("'s[2]'")
                .hasMessageContaining("its parameter is a java.lang.Integer");
    }

    @Test
    void when_types_fit_by_boxing_or_inheritance_then_they_pass() {
        Vertex<Integer> input = g.input("n", int.class);
        Vertex<Number> number = g.task("number", GraphTypesTest::next, input);
        Vertex<Object> object = g.task("object", (Number n) -> n, number);
        g.task("any", (Object o) -> o, number);
        Fn1<String, Integer> length = String::length;

        assertThat(g.task("unknown", length, cast(object))).isNotNull();
    }

    @Test
    void when_a_generic_method_made_the_vertex_then_its_bound_is_not_held_against_it() {
        Vertex<Integer> seed = seed(g, 3);
        Vertex<Integer> next = g.task("next", (Integer i) -> i + 1, seed);
        Vertex<Integer> larger = larger(g, seed, next);

        assertThat(InOrder.run(g.build(g.task("text", (Integer i) -> i, larger)))).isEqualTo(4);
    }

    @Test
    void when_a_generic_method_made_the_vertex_then_what_cannot_be_is_still_refused() {
        Vertex<Integer> seed = seed(g, 3);

        assertThatThrownBy(() -> g.task("length", (String s) -> s.length(), cast(seed)))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("'seed' gives a java.lang.Number");
    }

    @Test
    void when_a_function_is_no_lambda_then_its_types_are_not_known() {
        Vertex<Integer> one = g.constant("one", 1);

        assertThat(g.task("object", cast(new Length()), one)).isNotNull();
        assertThat(g.task("after", (List<?> l) -> l, cast(g.task("made", new Length(), name()))))
                .isNotNull();
    }

    private Vertex<String> name() {
        return g.constant("name", "n");
    }

    private static Number next(int i) {
        return i + 1;
    }

    private static <T extends Number> Vertex<T> seed(GraphBuilder g, T value) {
        Fn0<T> fn = () -> value;
        return g.task("seed", fn);
    }

    private static <T extends Comparable<T>> Vertex<T> larger(
            GraphBuilder g, Vertex<T> a, Vertex<T> b) {
        return g.task("larger", (T x, T y) -> x.compareTo(y) > 0 ? x : y, a, b);
    }

    @SuppressWarnings("unchecked")
    private static <T> T cast(Object o) {
        return (T) o;
    }

    static final class Length implements Fn1<String, Integer>, Serializable {
        @Override
        public Integer call(String s) {
            return s.length();
        }
    }
}
