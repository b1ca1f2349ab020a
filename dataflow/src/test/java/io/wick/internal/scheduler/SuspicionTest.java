package io.wick.internal.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.TaskOptions;
import io.wick.internal.scheduler.RetryPolicy.Decision;
import io.wick.internal.scheduler.Suspicion.Loss;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.UUID;

class SuspicionTest {
    private static Suspicion after(Loss... losses) {
        return after(List.of(losses));
    }

    private static Suspicion after(List<Loss> losses) {
        Suspicion suspicion = Suspicion.NONE;
        for (int i = 0; i < losses.size(); i++) {
            suspicion = suspicion.lost(new UUID(0, i), losses.get(i));
        }
        return suspicion;
    }

    @Test
    void when_a_node_dies_under_a_task_then_it_asks_and_then_is_alone_and_then_is_poison() {
        assertThat(Suspicion.NONE.mustAsk()).isFalse();

        Suspicion once = after(Loss.PERHAPS_BEGUN);
        assertThat(once.mustAsk()).isTrue();
        assertThat(once.mustBeAlone()).isFalse();

        Suspicion twice = after(Loss.PERHAPS_BEGUN, Loss.BEGUN);
        assertThat(twice.mustBeAlone()).isTrue();
        assertThat(twice.isPoison()).isFalse();

        Suspicion thrice = after(Loss.PERHAPS_BEGUN, Loss.BEGUN, Loss.BEGUN);
        assertThat(thrice.isPoison()).isTrue();
        assertThat(thrice.deaths()).containsExactly(new UUID(0, 0), new UUID(0, 1), new UUID(0, 2));
    }

    @Test
    void when_deaths_are_not_certain_then_a_task_is_not_poison() {
        assertThat(after(Loss.PERHAPS_BEGUN, Loss.PERHAPS_BEGUN, Loss.PERHAPS_BEGUN).isPoison())
                .isFalse();
        assertThat(after(Loss.PERHAPS_BEGUN, Loss.BEGUN, Loss.PERHAPS_BEGUN).isPoison()).isFalse();
        assertThat(after(Loss.NODE_LEFT, Loss.NODE_LEFT, Loss.NODE_LEFT).mustAsk()).isFalse();
    }

    @Test
    void when_an_attempt_had_not_begun_then_it_costs_no_retry() {
        TaskOptions once = TaskOptions.DEFAULT.withRetries(1);
        Suspicion suspicion = after(Loss.PERHAPS_BEGUN, Loss.NOT_BEGUN, Loss.NOT_BEGUN);

        assertThat(RetryPolicy.afterLoss(3, suspicion, once)).isEqualTo(Decision.RETRY);
        assertThat(RetryPolicy.afterLoss(4, suspicion.lost(new UUID(0, 9), Loss.BEGUN), once))
                .isEqualTo(Decision.FAIL);
    }

    @Test
    void when_it_is_poison_then_retries_do_not_help() {
        Suspicion suspicion = after(Loss.PERHAPS_BEGUN, Loss.BEGUN, Loss.BEGUN);

        assertThat(RetryPolicy.afterLoss(3, suspicion, TaskOptions.DEFAULT.withRetries(100)))
                .isEqualTo(Decision.POISON);
        assertThat(RetryPolicy.afterLoss(3, suspicion, TaskOptions.DEFAULT.withRetries(0)))
                .isEqualTo(Decision.POISON);
    }

    /** Whatever becomes of its attempts, a task ends after so many deaths that it caused. */
    @Property
    boolean when_attempts_are_lost_then_a_task_ends_in_bounded_time(
            @ForAll @Size(60) List<Loss> losses, @ForAll @IntRange(max = 50) int retries) {
        TaskOptions options = TaskOptions.DEFAULT.withRetries(retries);
        Suspicion suspicion = Suspicion.NONE;
        int costly = 0;
        for (int i = 0; i < losses.size(); i++) {
            Loss loss = losses.get(i);
            suspicion = suspicion.lost(new UUID(0, i), loss);
            costly += loss == Loss.NOT_BEGUN ? 0 : 1;
            if (RetryPolicy.afterLoss(i + 1, suspicion, options) != Decision.RETRY) {
                return suspicion.isPoison() || costly == retries + 1;
            }
            if (costly > retries) {
                return false;
            }
        }
        return true;
    }
}
