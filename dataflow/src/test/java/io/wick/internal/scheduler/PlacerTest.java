package io.wick.internal.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.Resources;
import io.wick.internal.scheduler.Placer.Candidate;
import io.wick.internal.scheduler.Placer.Decision;
import io.wick.internal.scheduler.Placer.Request;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

class PlacerTest {
    private static final UUID A = new UUID(0, 1);
    private static final UUID B = new UUID(0, 2);
    private static final UUID C = new UUID(0, 3);
    private static final Resources TWO = Resources.NONE.cpus(2);
    private static final Request PLAIN = request(Resources.ONE_CPU, Map.of());

    private final Placer placer = new Placer();

    private static Candidate node(UUID id, double load) {
        return new Candidate(id, false, TWO, Map.of(), load);
    }

    private static Candidate here(UUID id, double load) {
        return new Candidate(id, true, TWO, Map.of(), load);
    }

    private static Request request(Resources resources, Map<UUID, Long> bytes) {
        return new Request(resources, null, null, false, null, bytes);
    }

    private static Request only(Resources resources, UUID node) {
        return new Request(resources, node, null, false, null, Map.of());
    }

    private static Request where(String name, String value) {
        return new Request(Resources.ONE_CPU, null, null, false, Map.entry(name, value), Map.of());
    }

    private UUID placed(Request request, Candidate... nodes) {
        return ((Decision.Place) placer.place(request, List.of(nodes))).node();
    }

    private String refused(Request request, Candidate... nodes) {
        return ((Decision.Infeasible) placer.place(request, List.of(nodes))).reason();
    }

    @Test
    void when_a_node_is_to_be_avoided_then_it_is_chosen_only_if_no_other_can() {
        List<Candidate> both = List.of(here(A, 0), node(B, 1));

        assertThat(placer.place(PLAIN, both, Set.of(A))).isEqualTo(new Decision.Place(B));
        assertThat(placer.place(PLAIN, both, Set.of())).isEqualTo(new Decision.Place(A));
        assertThat(placer.place(PLAIN, both, Set.of(A, B))).isEqualTo(new Decision.Place(A));
        assertThat(placer.place(only(Resources.ONE_CPU, A), both, Set.of(A)))
                .isEqualTo(new Decision.Place(A));
        assertThat(placer.place(request(Resources.NONE.gpus(1), Map.of()), both, Set.of(A)))
                .isInstanceOf(Decision.Infeasible.class);
    }

    @Test
    void when_no_node_runs_tasks_then_the_reason_says_so() {
        assertThat(refused(PLAIN)).contains("no node that runs tasks");
    }

    @Test
    void when_every_node_is_too_small_then_the_reason_names_demand_and_supply() {
        assertThat(refused(request(Resources.NONE.gpus(1), Map.of()), node(A, 0), node(B, 0)))
                .contains("gpu 1")
                .contains("[cpu 2]");
    }

    @Test
    void when_the_one_node_has_left_then_the_reason_names_it_and_what_there_is() {
        assertThat(refused(only(Resources.ONE_CPU, C), node(A, 0)))
                .contains(C + " is not in the cluster")
                .contains(A + ": cpu 2");
    }

    @Test
    void when_there_are_many_nodes_then_the_reason_shows_some() {
        var nodes = new Candidate[1000];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = node(new UUID(5, i), 0);
        }
        assertThat(refused(only(Resources.ONE_CPU, C), nodes))
                .contains("and 990 more")
                .hasSizeLessThan(1000);
    }

    @Test
    void when_the_one_node_is_too_small_then_the_reason_names_its_capacity_only() {
        var large = new Candidate(B, false, Resources.NONE.cpus(64), Map.of(), 0);

        assertThat(refused(only(Resources.NONE.cpus(8), A), node(A, 0), large))
                .contains("cpu 8")
                .contains("cpu 2")
                .doesNotContain("cpu 64");
    }

    @Test
    void when_no_node_has_the_attribute_then_the_reason_names_it() {
        var other = new Candidate(B, false, TWO, Map.of("zone", "y"), 0);

        assertThat(refused(where("zone", "x"), node(A, 0), other))
                .contains("the attribute zone=x")
                .contains("zone=y")
                .contains("a node without it");
    }

    @Test
    void when_the_nodes_with_the_attribute_are_too_small_then_others_are_not_in_the_reason() {
        var small = new Candidate(A, false, Resources.NONE.cpus(0.5), Map.of("zone", "x"), 0);

        assertThat(refused(where("zone", "x"), small, node(B, 0)))
                .contains("cpu 0.5")
                .doesNotContain("cpu 2");
    }

    @Test
    void when_the_one_node_lacks_the_attribute_then_the_reason_names_it() {
        var other = new Candidate(B, false, TWO, Map.of("zone", "x"), 0);
        var request =
                new Request(Resources.ONE_CPU, A, null, false, Map.entry("zone", "x"), Map.of());

        assertThat(refused(request, node(A, 0), other)).contains("zone=x");
    }

    @Test
    void when_an_input_is_large_then_its_node_is_chosen_despite_load() {
        var request = request(Resources.ONE_CPU, Map.of(B, 1L << 20, C, 1L << 19));

        assertThat(placed(request, here(A, 0), node(B, 9), node(C, 0))).isEqualTo(B);
    }

    @Test
    void when_the_node_of_the_input_is_too_small_then_the_next_is_chosen() {
        var small = new Candidate(B, false, Resources.NONE.cpus(1), Map.of(), 0);
        var request = request(TWO, Map.of(B, 1L << 20, C, 1L << 19));

        assertThat(placed(request, here(A, 0), small, node(C, 9))).isEqualTo(C);
    }

    @Test
    void when_inputs_are_small_then_load_decides() {
        var request = request(Resources.ONE_CPU, Map.of(B, Placer.LOCALITY_BYTES - 1));

        assertThat(placed(request, node(B, 0.2), node(C, 0.1))).isEqualTo(C);
        assertThat(
                        placed(
                                request(Resources.ONE_CPU, Map.of(B, Placer.LOCALITY_BYTES)),
                                node(B, 0.2),
                                node(C, 0.1)))
                .isEqualTo(B);
    }

    @Test
    void when_loads_are_close_then_this_node_is_preferred() {
        assertThat(placed(PLAIN, node(B, 0), here(A, 0.0019))).isEqualTo(A);
        assertThat(placed(PLAIN, node(B, 0), here(A, 0.0021))).isEqualTo(B);
    }

    @Test
    void when_a_node_is_preferred_then_it_is_chosen_unless_it_cannot() {
        var prefers = new Request(Resources.ONE_CPU, null, B, false, null, Map.of(C, 1L << 20));

        assertThat(placed(prefers, here(A, 0), node(B, 9), node(C, 0))).isEqualTo(B);
        assertThat(placed(prefers, here(A, 0), node(C, 9))).isEqualTo(C);
    }

    @Test
    void when_an_attribute_is_asked_then_only_nodes_with_it_are_chosen() {
        var zoned = new Candidate(C, false, TWO, Map.of("zone", "x"), 9);

        assertThat(placed(where("zone", "x"), here(A, 0), node(B, 0), zoned)).isEqualTo(C);
    }

    @Test
    void when_spread_then_the_nodes_that_can_take_turns() {
        var request = new Request(Resources.ONE_CPU, null, null, true, null, Map.of(A, 1L << 30));
        var idle = new Candidate(C, false, Resources.NONE, Map.of(), 0);
        var turns = new ArrayList<UUID>();
        for (int i = 0; i < 4; i++) {
            turns.add(placed(request, here(A, 0), idle, node(B, 5)));
        }

        assertThat(turns).containsExactly(A, B, A, B);
    }
}
