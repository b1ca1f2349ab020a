package io.wick.internal.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.internal.actor.CallWindow.Decision;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;

class CallWindowTest {
    @Test
    void when_a_call_comes_again_then_it_is_answered_until_confirmed() {
        var window = new CallWindow<String>();
        assertThat(window.decide(5)).isEqualTo(new Decision.Apply<String>());
        window.applied(5, "five");
        window.applied(9, "nine");

        assertThat(window.decide(5)).isEqualTo(new Decision.Answer<>("five"));
        window.confirm(5);

        assertThat(window.decide(5)).isEqualTo(new Decision.Drop<String>());
        assertThat(window.decide(9)).isEqualTo(new Decision.Answer<>("nine"));
        assertThat(window.decide(7)).isEqualTo(new Decision.Apply<String>());
        assertThat(window.size()).isEqualTo(1);
    }

    @Test
    void when_a_call_would_be_applied_twice_then_that_is_refused() {
        var window = new CallWindow<String>();
        window.applied(5, "five");

        assertThatThrownBy(() -> window.applied(5, "again"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Call 5");
    }

    @Property(tries = 500)
    void when_calls_come_any_way_then_each_is_applied_once_and_answered_the_same(
            @ForAll long seed) {
        var random = new Random(seed);
        var window = new CallWindow<Integer>();
        Map<Long, Integer> model = new HashMap<>();
        long confirmed = 0;
        for (int i = 0; i < 200; i++) {
            long number = 1 + random.nextInt(40) + i / 8L;
            if (random.nextInt(10) == 0) {
                confirmed = Math.max(confirmed, number - 20);
                window.confirm(number - 20);
            }
            switch (window.decide(number)) {
                case Decision.Apply<Integer> _ -> {
                    assertThat(model).doesNotContainKey(number);
                    model.put(number, i);
                    window.applied(number, i);
                }
                case Decision.Answer<Integer>(Integer result) ->
                        assertThat(result).isEqualTo(model.get(number));
                case Decision.Drop<Integer> _ -> assertThat(number).isLessThanOrEqualTo(confirmed);
            }
        }
        long kept = confirmed;
        assertThat(window.size())
                .isEqualTo((int) model.keySet().stream().filter(n -> n > kept).count());
    }
}
