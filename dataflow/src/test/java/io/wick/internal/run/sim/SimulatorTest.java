package io.wick.internal.run.sim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.TreeMap;

class SimulatorTest {
    private static final int SEEDS = Integer.getInteger("wick.sim.seeds", 5000);

    /** A mistake that two rules cover is seen by one seed in 50,000. */
    private static final long MANY_SEEDS = 300_000;

    private static final long FIRST = Long.getLong("wick.sim.first", 0);

    @Test
    void when_nodes_links_and_users_misbehave_then_each_run_keeps_its_promises() {
        Long replayed = Long.getLong("wick.sim.seed");
        if (replayed != null) {
            Simulator.run(replayed, Mutation.NONE, 1_000_000);
            return;
        }
        long begin = System.nanoTime();
        long events = 0;
        long epochs = 0;
        var ends = new TreeMap<String, Integer>();
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            Simulator.Outcome outcome = Simulator.run(seed, Mutation.NONE, 120);
            events += outcome.events();
            epochs += outcome.epochs();
            ends.merge(outcome.end(), 1, Integer::sum);
        }
        long millis = (System.nanoTime() - begin) / 1_000_000;
        System.out.printf(
                "simulator: %d seeds in %d ms, %d epochs, %d events, %s%n",
                SEEDS, millis, epochs, events, ends);
        // LOST is right, and allowed by the simulation, where only nodes that hang can take the
        // rest
        assertThat(ends).containsKeys("COMPLETE", "POISON");
        assertThat(ends.keySet())
                .isSubsetOf(
                        "ACCUSED",
                        "CANCELLED",
                        "COMPLETE",
                        "INFEASIBLE",
                        "LOST",
                        "OWNER_DIED",
                        "POISON",
                        "VERTEX");
    }

    @Test
    void when_nodes_are_killed_all_the_time_then_no_vertex_is_taken_for_the_killer() {
        for (long seed = 0; seed < 10; seed++) {
            assertThat(Simulator.storm(seed, 10, 120).end()).isEqualTo("COMPLETE");
        }
    }

    @Test
    void when_a_seed_runs_again_then_all_happens_as_before() {
        for (long seed = 0; seed < 200; seed++) {
            assertThat(Simulator.run(seed, Mutation.NONE, 1))
                    .isEqualTo(Simulator.run(seed, Mutation.NONE, 1));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void when_a_mistake_is_made_on_purpose_then_a_seed_finds_it(Mutation mutation) {
        for (long seed = 0; seed < MANY_SEEDS; seed++) {
            try {
                Simulator.run(seed, mutation, 1);
            } catch (AssertionError found) {
                System.out.println(mutation + " is found by seed " + seed);
                return;
            }
        }
        throw new AssertionError(mutation + " is not found in " + MANY_SEEDS + " seeds");
    }
}
