package io.wick.graph;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Graphs made by random moves: their JSON says all there is to say. */
class GraphJsonPropertyTest {
    /** A stage to be added: what kind, how many, from which stages, called what. */
    record Move(int kind, int count, int a, int b, String name) {}

    @Provide
    Arbitrary<List<Move>> moves() {
        Arbitrary<Integer> small = Arbitraries.integers().between(0, 40);
        Arbitrary<String> name = Arbitraries.strings().ofMinLength(1).ofMaxLength(5);
        return Combinators.combine(
                        Arbitraries.integers().between(0, 8),
                        Arbitraries.integers().between(1, 6),
                        small,
                        small,
                        name)
                .as(Move::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }

    @Property(tries = 300)
    void when_a_graph_is_written_and_read_then_it_is_the_same(@ForAll("moves") List<Move> moves) {
        Graph<?> graph = build(moves);

        String json = graph.toJson();
        Graph<?> again = Graph.fromJson(json, List.class);

        SameGraph.check(again.model(), graph.model());
        assertThat(again.toJson()).isEqualTo(json);
        assertThat(InOrder.run(again, Map.of("input", "in")))
                .isEqualTo(InOrder.run(graph, Map.of("input", "in")));
    }

    static Graph<?> build(List<Move> moves) {
        GraphBuilder g = Graph.builder("moves");
        Vertex<?> last = g.input("input", String.class);
        var stages = new ArrayList<Vertices<Object>>();
        stages.add(g.sweep("first", 3, i -> (Object) i));
        int moved = 0;
        for (Move move : moves) {
            Vertices<Object> a = stages.get(move.a % stages.size());
            String name = ++moved + " " + legal(move.name);
            switch (move.kind) {
                case 0 -> last = g.constant(name, List.of(move.count, move.name));
                case 1 -> stages.add(mapped(g, name, move, a));
                case 2 ->
                        stages.add(
                                g.sweep(name, move.count, (i, x) -> (Object) (i + "" + x), last));
                case 3 -> last = g.gather(name, (List<Object> all) -> all.toString(), a);
                case 4 -> {
                    String captured = move.name;
                    last = g.task(name, x -> x + captured, a.get(move.b % a.size()));
                }
                case 5 -> stages.add(neighbours(g, name, move, a));
                case 6 -> stages.add(g.zip(name, (x, y) -> x + "," + y, a, a));
                case 7 ->
                        stages.add(
                                g.sweep(name, List.<Object>of(1, "two", 3L), p -> p)
                                        .timeout(Duration.ofMillis(1 + move.b)));
                default -> stages.add(g.cacheKeys(name, "cache", List.of(1L, 2L), Object.class));
            }
        }
        return g.buildAll(List.of(last, stages.getLast().get(0)));
    }

    private static Vertices<Object> mapped(
            GraphBuilder g, String name, Move move, Vertices<Object> of) {
        Vertices<Object> mapped = g.map(name, (Object x) -> (Object) (x + "+"), of).retries(move.b);
        return move.b % 2 == 0 ? mapped : mapped.speculative();
    }

    private static Vertices<Object> neighbours(
            GraphBuilder g, String name, Move move, Vertices<Object> of) {
        return g.sweep(
                name,
                move.count,
                (Integer i, List<Object> all) -> (Object) all.toString(),
                of,
                i -> {
                    int[] inputs = new int[(i * move.b) % 4];
                    for (int k = 0; k < inputs.length; k++) {
                        inputs[k] = (i + k) % of.size();
                    }
                    return inputs;
                });
    }

    private static String legal(String name) {
        return name.replaceAll("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]", "_");
    }
}
