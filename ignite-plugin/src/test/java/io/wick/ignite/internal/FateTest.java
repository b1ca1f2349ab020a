package io.wick.ignite.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.ignite.internal.object.Ending;

import org.junit.jupiter.api.Test;

/** How an engine ends, and whether another follows. */
class FateTest {
    private final Fate fate = new Fate();

    @Test
    void when_it_was_cut_off_and_has_a_way_back_then_that_ignite_stops_does_not_close_it() {
        fate.comesBackBy(() -> {});

        assertThat(fate.end(fate.apart())).isTrue();

        assertThat(fate.ending()).isEqualTo(Ending.CUT_OFF);
        assertThat(fate.isReplaced()).isTrue();
        assertThat(fate.isOpen()).isFalse();
    }

    @Test
    void when_it_has_no_way_back_then_it_is_apart() {
        assertThat(fate.apart()).isEqualTo(Ending.APART);
    }

    @Test
    void when_it_was_closed_then_it_is_not_cut_off_any_more() {
        fate.comesBackBy(() -> {});
        assertThat(fate.end(Ending.CLOSED)).isTrue();

        assertThat(fate.end(Ending.CUT_OFF)).isFalse();

        assertThat(fate.ending()).isEqualTo(Ending.CLOSED);
        assertThat(fate.isReplaced()).isFalse();
    }

    @Test
    void when_it_is_closed_after_it_was_cut_off_then_nothing_follows() {
        fate.comesBackBy(() -> {});
        assertThat(fate.end(Ending.CUT_OFF)).isTrue();

        assertThat(fate.end(Ending.CLOSED)).isFalse();

        assertThat(fate.isReplaced()).isFalse();
        assertThat(fate.newest()).isNull();
    }
}
