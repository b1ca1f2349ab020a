package io.wick.internal.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;

import java.util.List;

class StragglersTest {
    private static final long MILLI = 1_000_000;

    private final Stragglers<Integer> stragglers = new Stragglers<>();

    /** So many of a kind that took as long as this. */
    private void complete(Object kind, int count, long millis) {
        for (int i = 0; i < count; i++) {
            int attempt = -1 - i;
            stragglers.placed(attempt, kind, 0);
            stragglers.begun(attempt, 0);
            stragglers.completed(attempt, millis * MILLI);
        }
    }

    @Test
    void when_one_takes_much_longer_than_the_median_then_it_is_slow() {
        complete("a", 8, 200);
        stragglers.placed(1, "a", 0);
        stragglers.begun(1, 0);

        assertThat(stragglers.slow(300 * MILLI)).isEmpty();
        assertThat(stragglers.slow(301 * MILLI)).containsExactly(1);
    }

    @Test
    void when_tasks_are_short_then_the_floor_counts() {
        complete("a", 8, 1);
        stragglers.placed(1, "a", 0);

        assertThat(stragglers.slow(100 * MILLI)).isEmpty();
        assertThat(stragglers.slow(101 * MILLI)).as("also in a queue").containsExactly(1);
        stragglers.begun(1, 50 * MILLI);
        assertThat(stragglers.slow(101 * MILLI)).isEmpty();
        stragglers.ended(1);
        assertThat(stragglers.slow(1000 * MILLI)).isEmpty();
        assertThat(stragglers.isEmpty()).isTrue();
    }

    @Test
    void when_too_few_have_completed_then_nothing_is_slow() {
        complete("a", 7, 1);
        complete("b", 100, 1);
        stragglers.placed(1, "a", 0);
        assertThat(stragglers.slow(1000 * MILLI)).isEmpty();

        complete("a", 1, 1);
        assertThat(stragglers.slow(1000 * MILLI)).containsExactly(1);
        stragglers.placed(2, "a", 0);
        stragglers.placed(3, "a", 0);
        assertThat(stragglers.slow(1000 * MILLI)).as("8 of 11").isEmpty();
    }

    @Test
    void when_it_has_a_second_attempt_then_it_is_not_named_again() {
        complete("a", 8, 1);
        stragglers.placed(1, "a", 0);

        stragglers.doubled(1, true);
        assertThat(stragglers.slow(1000 * MILLI)).isEmpty();
        stragglers.doubled(1, false);
        assertThat(stragglers.slow(1000 * MILLI)).containsExactly(1);
    }

    @Test
    void when_there_are_many_kinds_then_those_at_rest_are_forgotten() {
        complete("first", 8, 1);
        for (int i = 0; i < 1000; i++) {
            complete(i, 8, 1);
        }
        stragglers.placed(1, "first", 0);

        assertThat(stragglers.slow(1000 * MILLI)).isEmpty();
    }

    /** Nobody is called slow who is not slower than most of those that completed. */
    @Property
    void when_one_is_slow_then_it_is_slower_than_half_of_the_last_ones(
            @ForAll @Size(min = 1, max = 100) List<@IntRange(min = 1, max = 5000) Integer> millis,
            @ForAll @IntRange(max = 10_000) int waited) {
        var all = new Stragglers<Integer>();
        int number = 0;
        for (int each : millis) {
            all.placed(++number, "kind", 0);
            all.begun(number, 0);
            all.completed(number, each * MILLI);
        }
        all.placed(0, "kind", 0);
        all.begun(0, 0);

        boolean slow = !all.slow(waited * MILLI).isEmpty();

        List<Integer> last = millis.subList(Math.max(0, millis.size() - 64), millis.size());
        long quicker = last.stream().filter(each -> each < waited).count();
        if (slow) {
            assertThat(millis.size()).isGreaterThanOrEqualTo(8);
            assertThat(waited).isGreaterThan(100);
            assertThat(quicker * 2).isGreaterThan(last.size());
        } else if (millis.size() >= 8 && waited > 100) {
            assertThat(last).anyMatch(each -> each * 1.5 >= waited);
        }
    }
}
