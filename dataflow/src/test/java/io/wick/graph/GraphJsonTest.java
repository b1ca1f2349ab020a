package io.wick.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.Fn0;
import io.wick.Fn1;
import io.wick.error.GraphException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

class GraphJsonTest {
    enum Color {
        RED,
        GREEN {
            @Override
            public String toString() {
                return "g";
            }
        }
    }

    record Point(int x, Long y, Color color, List<String> names) {}

    record Even(int x) {
        Even {
            if (x % 2 != 0) {
                throw new IllegalArgumentException("odd: " + x);
            }
        }
    }

    private enum Twice implements Fn1<Integer, Integer> {
        TWICE;

        @Override
        public Integer call(Integer x) {
            return 2 * x;
        }
    }

    private static final class Thrice implements Fn1<Integer, Integer> {
        private static final long serialVersionUID = 1L;

        @Override
        public Integer call(Integer x) {
            return 3 * x;
        }
    }

    private record Times(int by) implements Fn1<Integer, Integer> {
        @Override
        public Integer call(Integer x) {
            return by * x;
        }
    }

    static Stream<Object> values() {
        var linked = new LinkedList<Object>(List.of(1, "two"));
        var order = new LinkedHashMap<Object, Object>();
        order.put("z", 1);
        order.put(null, List.of());
        var point = new Point(1, 2L, Color.GREEN, List.of("a"));
        return Stream.of(
                "text \" \\ \u0000 \ud83d\ude00 \ud800",
                true,
                5,
                Integer.MIN_VALUE,
                5L,
                Long.MAX_VALUE,
                (short) -3,
                (byte) -128,
                1.0,
                -0.0,
                1e300,
                Double.MIN_VALUE,
                Double.NaN,
                Double.NEGATIVE_INFINITY,
                1.1f,
                Float.MAX_VALUE,
                Float.POSITIVE_INFINITY,
                'x',
                '\ud800',
                Color.RED,
                Color.GREEN,
                new UUID(1, -1),
                Duration.ofSeconds(-5, 3),
                Instant.ofEpochSecond(1, 2),
                new byte[] {-1, 0, 1},
                new int[] {1, -2},
                new long[] {Long.MIN_VALUE},
                new double[] {1, Double.NaN, -0.0},
                new float[] {1.1f, Float.NEGATIVE_INFINITY},
                new short[] {-1},
                new char[] {'a', '\udfff'},
                new boolean[] {true, false},
                List.of(),
                Arrays.asList(1, null, List.of("deep")),
                Collections.unmodifiableList(linked),
                new ArrayList<>(List.of(2L)),
                linked,
                Set.of("only"),
                new HashSet<>(List.of(1, 2)),
                new LinkedHashSet<>(List.of("z", "a")),
                new TreeSet<>(List.of("z", "a")),
                Map.of("k", 'v'),
                new HashMap<>(Map.of(1, 2)),
                order,
                new TreeMap<>(Map.of(2, "b", 1, "a")),
                point,
                Map.of(point, List.of(point)));
    }

    @ParameterizedTest
    @MethodSource("values")
    void when_a_value_is_written_then_an_equal_one_is_read(Object value) {
        GraphBuilder g = Graph.builder("g");
        Fn0<Object> captured = () -> value;
        Graph<List<Object>> graph =
                g.buildAll(
                        List.of(
                                g.constant("constant", value),
                                g.task("captured", captured),
                                g.sweep("parameters", Arrays.asList(value, null), p -> p).get(0)));

        String json = graph.toJson();
        Graph<?> again = Graph.fromJson(json, List.class);

        List<?> read = (List<?>) InOrder.run(again);
        assertThat(read).hasSize(3).allMatch(one -> Objects.deepEquals(one, value));
        assertThat(again.toJson()).isEqualTo(json);
    }

    @Test
    void when_a_collection_is_of_a_class_that_users_name_then_it_is_read_as_that_class() {
        for (Object value :
                List.of(
                        new ArrayList<>(),
                        new LinkedList<>(),
                        new HashSet<>(),
                        new LinkedHashSet<>(),
                        new TreeSet<>(),
                        new HashMap<>(),
                        new LinkedHashMap<>(),
                        new TreeMap<>())) {
            GraphBuilder g = Graph.builder("g");
            String json = g.build(g.constant("constant", value)).toJson();

            Object read = InOrder.run(Graph.fromJson(json, Object.class));

            assertThat(read).isInstanceOf(value.getClass());
        }
    }

    @Test
    void when_a_graph_has_everything_then_all_of_it_comes_back() {
        Graph<?> graph = everything();

        Graph<?> again = Graph.fromJson(graph.toJson(), List.class);

        SameGraph.check(again.model(), graph.model());
        assertThat(again.toJson()).isEqualTo(graph.toJson());
        Map<String, Object> inputs = Map.of("in", new double[] {1, 2});
        assertThat(InOrder.run(again, inputs)).isEqualTo(InOrder.run(graph, inputs));
    }

    @Test
    void when_a_graph_is_written_then_the_text_is_this() {
        GraphBuilder g = Graph.builder("sum");
        Vertex<String> in = g.input("in", String.class);
        Vertices<Integer> n = g.sweep("n", 2, GraphJsonTest::length, in).retries(1);

        assertThat(g.build(g.gather("total", GraphJsonTest::sum, n)).toJson())
                .isEqualTo(
                        """
                        {"version":1,"name":"sum","stages":[
                        {"name":"in","input":"java.lang.String"},
                        {"name":"n","count":2,"call":{"function":{"lambda":{
                        "class":"io.wick.graph.GraphJsonTest","interface":"io.wick.Fn2",
                        "interfaceMethod":"call",
                        "interfaceSignature":"(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;",
                        "kind":6,"implClass":"io.wick.graph.GraphJsonTest","implMethod":"length",
                        "implSignature":"(ILjava/lang/String;)Ljava/lang/Integer;",
                        "type":"(Ljava/lang/Integer;Ljava/lang/String;)Ljava/lang/Integer;"}},
                        "indexed":true},"arity":1,"inputs":[0,0],"options":{"retries":1}},
                        {"name":"total","call":{"function":{"lambda":{
                        "class":"io.wick.graph.GraphJsonTest","interface":"io.wick.Fn1",
                        "interfaceMethod":"call",
                        "interfaceSignature":"(Ljava/lang/Object;)Ljava/lang/Object;",
                        "kind":6,"implClass":"io.wick.graph.GraphJsonTest","implMethod":"sum",
                        "implSignature":"(Ljava/util/List;)Ljava/lang/Integer;",
                        "type":"(Ljava/util/List;)Ljava/lang/Integer;"}},
                        "gathered":true},"arity":2,"inputs":[1,2]}],
                        "results":[3],"single":true}
                        """
                                .replace("\n", ""));
    }

    @Test
    void when_functions_are_objects_without_state_then_they_come_back() {
        GraphBuilder g = Graph.builder("g");
        Vertex<Integer> one = g.constant("one", 1);
        Graph<Integer> graph =
                g.build(g.task("thrice", new Thrice(), g.task("twice", Twice.TWICE, one)));

        assertThat(InOrder.run(Graph.fromJson(graph.toJson(), Integer.class))).isEqualTo(6);
    }

    @Test
    void when_a_function_captures_what_json_cannot_keep_then_the_error_names_stage_and_type() {
        BigDecimal captured = BigDecimal.ONE;
        assertThatThrownBy(() -> single("bad", () -> captured).toJson())
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("'bad'")
                .hasMessageContaining("captures a java.math.BigDecimal")
                .hasMessageContaining("input(..)");
        assertThatThrownBy(() -> single("self", () -> this.toString()).toJson())
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("captures a io.wick.graph.GraphJsonTest");
        var itself = new ArrayList<Object>();
        itself.add(itself);
        assertThatThrownBy(() -> single("cycle", () -> itself.size()).toJson())
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("contains itself");
    }

    @Test
    void when_something_else_cannot_be_kept_then_the_error_names_the_stage() {
        GraphBuilder g = Graph.builder("g");
        Graph<BigDecimal> constant = g.build(g.constant("big", BigDecimal.TEN));
        assertThatThrownBy(constant::toJson)
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("'big'")
                .hasMessageContaining("java.math.BigDecimal");
        GraphBuilder h = Graph.builder("h");
        Graph<Integer> plain = h.build(h.task("times", new Times(2), h.constant("one", 1)));
        assertThatThrownBy(plain::toJson)
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("'times'")
                .hasMessageContaining("the field 'by'")
                .hasMessageContaining("lambda");
        GraphBuilder k = Graph.builder("k");
        Graph<Integer> near = k.build(k.task("near", () -> 1).nearKey("c", new Object()));
        assertThatThrownBy(near::toJson)
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("'near'")
                .hasMessageContaining("near a java.lang.Object");
        GraphBuilder l = Graph.builder("l");
        var swept = l.build(l.sweep("swept", List.of(new Object()), p -> 1));
        assertThatThrownBy(swept::toJson)
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("'swept'");
    }

    private static <R> Graph<R> single(String name, Fn0<R> fn) {
        GraphBuilder g = Graph.builder("g");
        return g.build(g.task(name, fn));
    }

    static Integer length(int i, String s) {
        return i + s.length();
    }

    static Integer sum(List<Integer> all) {
        return all.stream().mapToInt(x -> x).sum();
    }

    static Graph<List<Object>> everything() {
        int by = 3;
        GraphBuilder g = Graph.builder("every \"thing\"");
        Vertex<double[]> in = g.input("in", double[].class);
        Vertex<Color> color = g.constant("color", Color.RED);
        Vertices<String> keys = g.cacheKeys("keys", "cache", List.of("a", "b"), String.class);
        Vertices<CachePartition<String, String>> partitions =
                g.cachePartitions("partitions", "cache", 4, String.class, String.class);
        Vertices<Integer> sweep =
                g.sweep("sweep", 4, (i, xs) -> i * by + xs.length, in)
                        .retries(0)
                        .retryOn(IOException.class, IllegalStateException.class)
                        .timeout(Duration.ofMillis(1500))
                        .resources(r -> r.cpus(0.5).gpus(1).custom("tape", 2))
                        .expects(Duration.ofNanos(5), 6);
        Vertices<Integer> ragged =
                g.sweep(
                        "ragged",
                        3,
                        (Integer i, List<Integer> xs) -> xs.size(),
                        sweep,
                        i -> i == 0 ? new int[0] : new int[] {i, 0});
        Vertices<String> zip = g.zip("zip", (p, n) -> p + "" + n, partitions, sweep).spread();
        Vertices<String> map = g.map("map", (String s) -> s + s, keys);
        map.onNode(new UUID(3, 4));
        Vertex<String> all =
                g.gather("all", (List<String> xs) -> String.join("", xs), zip)
                        .nearKey("cache", List.of(1L));
        Vertex<String> three =
                g.task("three", (a, b, c) -> a + "" + b + c, all, color, ragged.get(2))
                        .whereAttribute("zone", "a");
        return g.buildAll(List.of(three, map.get(1), ragged.get(0)));
    }
}
