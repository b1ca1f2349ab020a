package io.wick.internal.scheduler.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.Resources;
import io.wick.group.Strategy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;

class BundlePlacerTest {
    private static final Resources ONE = Resources.ONE_CPU;

    private static UUID node(int number) {
        return new UUID(0, number);
    }

    private static List<NodeRoom> cpus(double... cpus) {
        return IntStream.range(0, cpus.length)
                .mapToObj(i -> new NodeRoom(node(i), Resources.NONE.cpus(cpus[i])))
                .toList();
    }

    private static List<@Nullable UUID> none(List<?> bundles) {
        return Collections.nCopies(bundles.size(), null);
    }

    private static @Nullable List<UUID> place(
            Strategy strategy, List<NodeRoom> rooms, Resources... bundles) {
        List<Resources> all = List.of(bundles);
        return BundlePlacer.place(all, strategy, none(all), rooms).nodes();
    }

    @Test
    void when_bundles_are_packed_then_few_nodes_are_used() {
        assertThat(place(Strategy.PACK, cpus(2, 3, 2), ONE, ONE, ONE)).containsOnly(node(1));
        assertThat(place(Strategy.PACK, cpus(2, 2, 1), ONE, ONE, ONE, ONE))
                .containsOnly(node(0), node(1));
    }

    @Test
    void when_bundles_are_spread_then_many_nodes_are_used() {
        assertThat(place(Strategy.SPREAD, cpus(9, 1, 1), ONE, ONE, ONE))
                .containsExactlyInAnyOrder(node(0), node(1), node(2));
        assertThat(place(Strategy.SPREAD, cpus(9, 1), ONE, ONE, ONE))
                .containsOnly(node(0), node(1));
    }

    @Test
    void when_the_strict_forms_have_no_way_then_there_is_none() {
        assertThat(place(Strategy.STRICT_PACK, cpus(2, 2), ONE, ONE, ONE)).isNull();
        assertThat(place(Strategy.STRICT_PACK, cpus(2, 3), ONE, ONE, ONE)).containsOnly(node(1));
        assertThat(place(Strategy.STRICT_SPREAD, cpus(2, 2), ONE, ONE, ONE)).isNull();
        assertThat(place(Strategy.STRICT_SPREAD, cpus(1, 2), Resources.NONE.cpus(2), ONE))
                .containsExactly(node(1), node(0));
    }

    @Test
    void when_first_fit_fails_then_the_search_finds_a_way() {
        List<NodeRoom> rooms = cpus(6, 4);
        Resources[] bundles = {
            Resources.NONE.cpus(3),
            Resources.NONE.cpus(3),
            Resources.NONE.cpus(2),
            Resources.NONE.cpus(2)
        };

        assertThat(place(Strategy.SPREAD, rooms, bundles)).isNotNull();
        assertThat(place(Strategy.PACK, rooms, bundles)).isNotNull();
    }

    @Test
    void when_a_bundle_stays_then_the_lost_one_keeps_to_the_strategy() {
        List<Resources> bundles = List.of(ONE, ONE);
        List<@Nullable UUID> placed = new ArrayList<>();
        placed.add(null);
        placed.add(node(1));

        assertThat(
                        BundlePlacer.place(bundles, Strategy.STRICT_SPREAD, placed, cpus(0.5, 9, 1))
                                .nodes())
                .containsExactly(node(2), node(1));
        assertThat(BundlePlacer.place(bundles, Strategy.PACK, placed, cpus(9, 1, 9)).nodes())
                .containsExactly(node(1), node(1));
    }

    @Test
    void when_one_resource_is_missing_then_it_alone_is_lacking() {
        List<Resources> bundles = List.of(ONE.custom("license", 1), ONE);

        assertThat(BundlePlacer.lacking(bundles, Strategy.PACK, none(bundles), cpus(2, 2)))
                .containsExactly("license");
    }

    @Test
    void when_many_bundles_go_to_many_nodes_then_it_is_quick() {
        List<Resources> bundles =
                IntStream.range(0, 1000)
                        .mapToObj(i -> Resources.NONE.cpus(1 + i % 7).gpus(i % 3))
                        .toList();
        List<NodeRoom> rooms =
                IntStream.range(0, 1000)
                        .mapToObj(i -> new NodeRoom(node(i), Resources.NONE.cpus(8).gpus(2)))
                        .toList();

        for (Strategy strategy : List.of(Strategy.PACK, Strategy.SPREAD, Strategy.STRICT_SPREAD)) {
            assertThat(BundlePlacer.place(bundles, strategy, none(bundles), rooms).nodes())
                    .as("%s", strategy)
                    .isNotNull();
        }
    }

    @Provide
    Arbitrary<List<Resources>> bundles() {
        return amounts().list().ofMinSize(1).ofMaxSize(5);
    }

    @Provide
    Arbitrary<List<Resources>> rooms() {
        return amounts().list().ofMinSize(1).ofMaxSize(4);
    }

    private static Arbitrary<Resources> amounts() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 8), Arbitraries.integers().between(0, 2))
                .as((halves, gpus) -> Resources.NONE.cpus(halves / 2.0).gpus(gpus));
    }

    @Property(tries = 2000)
    void when_anything_is_placed_then_it_fits_and_what_can_be_placed_is(
            @ForAll("bundles") List<Resources> bundles,
            @ForAll("rooms") List<Resources> amounts,
            @ForAll Strategy strategy) {
        List<NodeRoom> rooms =
                IntStream.range(0, amounts.size())
                        .mapToObj(i -> new NodeRoom(node(i), amounts.get(i)))
                        .toList();

        var outcome = BundlePlacer.place(bundles, strategy, none(bundles), rooms);

        boolean possible = isPossible(bundles, strategy, rooms, new ArrayList<>());
        List<UUID> nodes = outcome.nodes();
        assertThat(nodes != null).isEqualTo(possible);
        assertThat(outcome.certain()).isTrue();
        if (nodes != null) {
            assertThat(isAllowed(bundles, strategy, rooms, nodes)).isTrue();
        }
    }

    /** Tries everything. */
    private static boolean isPossible(
            List<Resources> bundles, Strategy strategy, List<NodeRoom> rooms, List<UUID> chosen) {
        if (chosen.size() == bundles.size()) {
            return isAllowed(bundles, strategy, rooms, chosen);
        }
        for (NodeRoom room : rooms) {
            chosen.add(room.node());
            boolean possible = isPossible(bundles, strategy, rooms, chosen);
            chosen.removeLast();
            if (possible) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAllowed(
            List<Resources> bundles, Strategy strategy, List<NodeRoom> rooms, List<UUID> nodes) {
        int distinct = new HashSet<>(nodes).size();
        if (strategy == Strategy.STRICT_PACK && distinct > 1
                || strategy == Strategy.STRICT_SPREAD && distinct < nodes.size()) {
            return false;
        }
        for (NodeRoom room : rooms) {
            var sum = new TreeMap<String, Long>();
            for (int i = 0; i < nodes.size(); i++) {
                if (nodes.get(i).equals(room.node())) {
                    bundles.get(i)
                            .amounts()
                            .forEach((name, amount) -> sum.merge(name, amount, Long::sum));
                }
            }
            if (!room.room().covers(new Resources(sum))) {
                return false;
            }
        }
        return true;
    }
}
