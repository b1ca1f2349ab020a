package io.wick.internal.bounded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentTest {
    @Test
    void when_more_is_put_than_it_holds_then_what_was_put_first_goes() {
        var recent = new Recent<String, Integer>(2);
        recent.put("a", 1);
        recent.put("b", 2);
        assertThat(recent.get("a")).isEqualTo(1);
        recent.put("c", 3);
        assertThat(recent).containsOnlyKeys("b", "c");
    }

    @Test
    void when_it_is_by_use_then_what_was_asked_for_stays() {
        Recent<String, Integer> recent = Recent.byUse(2);
        recent.put("a", 1);
        recent.put("b", 2);
        assertThat(recent.get("a")).isEqualTo(1);
        recent.put("c", 3);
        assertThat(recent).containsOnlyKeys("a", "c");
    }
}
