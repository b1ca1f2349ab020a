package io.wick.internal.actor.sim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ActorSimulatorTest {
    private static final int SEEDS = Integer.getInteger("wick.sim.seeds", 5000);
    private static final long FIRST = Long.getLong("wick.sim.first", 0);

    @Test
    void when_nodes_die_pause_and_leave_then_acknowledged_calls_are_applied_once_in_order() {
        long begin = System.nanoTime();
        long calls = 0;
        long acknowledged = 0;
        long incarnations = 0;
        int deaths = 0;
        int dead = 0;
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            World.Outcome outcome = World.run(seed, Mutation.NONE);
            calls += outcome.calls();
            acknowledged += outcome.acknowledged();
            incarnations += outcome.incarnations();
            deaths += outcome.deaths();
            dead += outcome.isDead() ? 1 : 0;
        }
        System.out.printf(
                "actors: %d seeds in %d ms, %d calls, %d answered, %d incarnations, %d nodes"
                        + " killed, %d actors dead%n",
                SEEDS,
                (System.nanoTime() - begin) / 1_000_000,
                calls,
                acknowledged,
                incarnations,
                deaths,
                dead);
        assertThat(acknowledged).isGreaterThan(calls / 2);
        assertThat(incarnations).isGreaterThan(SEEDS);
    }

    @Test
    void when_a_seed_runs_again_then_all_happens_as_before() {
        for (long seed = 0; seed < 100; seed++) {
            assertThat(World.run(seed, Mutation.NONE)).isEqualTo(World.run(seed, Mutation.NONE));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void when_a_mistake_is_made_on_purpose_then_a_seed_finds_it(Mutation mutation) {
        for (long seed = 0; seed < SEEDS; seed++) {
            try {
                World.run(seed, mutation);
            } catch (AssertionError found) {
                System.out.println(mutation + " is found by seed " + seed);
                return;
            }
        }
        throw new AssertionError(mutation + " is not found in " + SEEDS + " seeds");
    }
}
