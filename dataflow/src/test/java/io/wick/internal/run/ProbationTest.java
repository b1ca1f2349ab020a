package io.wick.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

class ProbationTest {
    private static final int ALONE = 1;
    private static final int TOO = 2;

    private final List<Integer> again = new ArrayList<>();
    private final Probation probation = new Probation(new Caution(bits(1, 2, 3, 4), bits(1, 2)));

    @Test
    void when_none_is_to_be_alone_then_suspects_run_beside_each_other() {
        assertThat(probation.isSuspect(5)).isFalse();
        assertThat(probation.enter(3)).isTrue();
        assertThat(probation.enter(4)).isTrue();
    }

    @Test
    void when_one_is_to_be_alone_then_it_waits_for_others_and_others_for_it() {
        assertThat(probation.enter(3)).isTrue();
        probation.ready(ALONE);
        assertThat(probation.enter(ALONE)).isFalse();
        assertThat(probation.enter(4)).isFalse();

        leave(3);
        assertThat(again).containsExactly(ALONE);
        assertThat(probation.enter(ALONE)).isTrue();
        leave(ALONE);
        assertThat(again).containsExactly(ALONE, 4);
        assertThat(probation.enter(4)).isTrue();
    }

    @Test
    void when_two_are_to_be_alone_then_one_runs_after_the_other_and_then_the_rest() {
        probation.ready(ALONE);
        probation.ready(TOO);
        assertThat(probation.enter(3)).isFalse();
        assertThat(probation.enter(ALONE)).isTrue();
        assertThat(probation.enter(TOO)).isFalse();
        leave(ALONE);
        assertThat(again).containsExactly(TOO);
        assertThat(probation.enter(TOO)).isTrue();
        leave(TOO);
        assertThat(again).containsExactly(TOO, 3);
    }

    private void leave(int vertex) {
        probation.leave(vertex, again::add);
    }

    private static BitSet bits(int... vertices) {
        var bits = new BitSet();
        for (int vertex : vertices) {
            bits.set(vertex);
        }
        return bits;
    }
}
