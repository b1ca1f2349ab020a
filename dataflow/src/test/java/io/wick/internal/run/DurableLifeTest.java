package io.wick.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.graph.DurableRun.State;

import org.junit.jupiter.api.Test;

import java.util.UUID;

class DurableLifeTest {
    private static final UUID RUN = new UUID(0, 9);
    private static final UUID A = new UUID(0, 1);
    private static final UUID B = new UUID(0, 2);

    private final DurableLife fresh =
            DurableLife.started(RUN, new DurableLife.About("nightly", "sums", 10, 5));

    @Test
    void when_several_nodes_want_to_keep_a_run_then_the_first_one_does() {
        DurableLife kept = fresh.keptBy(A, 0);
        assertThat(kept.isKeptBy(A, 1)).isTrue();
        assertThat(kept.keptBy(B, 0)).isSameAs(kept);
        assertThat(kept.keptBy(B, 1).isKeptBy(B, 2)).isTrue();
        assertThat(kept.keptBy(B, 1).isKeptBy(A, 1)).isFalse();
    }

    @Test
    void when_another_keeps_a_run_then_the_one_before_can_neither_tell_nor_end_it() {
        DurableLife next = fresh.keptBy(A, 0).keptBy(B, 1);
        assertThat(next.ran(1, 5)).isSameAs(next);
        assertThat(next.ended(1, State.DONE, 10, 7)).isSameAs(next);
        DurableLife ended = next.ran(2, 5).ended(2, State.DONE, 10, 7);
        assertThat(ended.state()).isEqualTo(State.DONE);
        assertThat(ended.done()).isEqualTo(10);
        assertThat(ended.endedMillis()).isEqualTo(7);
    }

    @Test
    void when_a_run_is_over_then_nothing_changes_it() {
        DurableLife ended = fresh.keptBy(A, 0).ended(1, State.FAILED, 3, 7);
        assertThat(ended.keptBy(B, 1)).isSameAs(ended);
        assertThat(ended.cancel()).isSameAs(ended);
        assertThat(ended.ran(1, 4)).isSameAs(ended);
        assertThat(ended.ended(1, State.DONE, 10, 8)).isSameAs(ended);
        assertThat(ended.isKeptBy(A, 1)).isFalse();
    }

    @Test
    void when_a_change_comes_twice_then_the_second_changes_nothing() {
        DurableLife cancelled = fresh.keptBy(A, 0).cancel();
        assertThat(cancelled.cancelled()).isTrue();
        assertThat(cancelled.cancel()).isSameAs(cancelled);
        assertThat(cancelled.keptBy(B, 1).cancelled()).isTrue();
        DurableLife told = cancelled.ran(1, 4);
        assertThat(told.ran(1, 4)).isSameAs(told);
        assertThat(told.ended(1, State.RUNNING, 4, 8)).isSameAs(told);
    }

    @Test
    void when_keeper_after_keeper_is_lost_and_nothing_is_done_then_it_is_hopeless() {
        DurableLife life = fresh.keptBy(A, 0).ran(1, 2);
        for (int term = 1; term <= DurableLife.MOST_VAIN; term++) {
            life = life.keptBy(term % 2 == 0 ? A : B, term);
            assertThat(life.isHopeless()).isFalse();
        }
        life = life.keptBy(A, DurableLife.MOST_VAIN + 1);
        assertThat(life.isHopeless()).isTrue();
        assertThat(life.vain().keepers()).containsExactly(B, A, B, A, B);
        assertThat(life.ran(life.term(), 3).keptBy(B, life.term()).isHopeless()).isFalse();
    }
}
