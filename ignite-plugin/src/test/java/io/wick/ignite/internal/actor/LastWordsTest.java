package io.wick.ignite.internal.actor;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.error.ActorDeadException;
import io.wick.internal.actor.Whereabouts;

import org.junit.jupiter.api.Test;

import java.util.UUID;

class LastWordsTest {
    @Test
    void when_an_end_is_remembered_then_with_its_cause_and_without_the_stack_of_wicks_thread() {
        var words = new LastWords();
        var id = UUID.randomUUID();
        var thrown = new IllegalStateException("by the constructor");
        words.remember(id, new Whereabouts.Dead(new ActorDeadException("a", "It ended", thrown)));

        assertThat(words.of(id))
                .isInstanceOfSatisfying(
                        Whereabouts.Dead.class,
                        dead -> {
                            assertThat(dead.cause()).hasCause(thrown);
                            assertThat(dead.cause().getStackTrace()).isEmpty();
                            assertThat(thrown.getStackTrace()).isNotEmpty();
                        });
    }

    @Test
    void when_more_actors_end_than_are_remembered_then_the_first_is_forgotten() {
        var words = new LastWords();
        var first = UUID.randomUUID();
        words.remember(first, new Whereabouts.Restarting());
        for (int i = 0; i < 10_000; i++) {
            words.remember(UUID.randomUUID(), new Whereabouts.Restarting());
        }
        assertThat(words.of(first)).isNull();
    }
}
