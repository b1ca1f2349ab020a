package io.wick.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

import org.junit.jupiter.api.Test;

class SaveRuleTest {
    private static final long SECOND = 1_000_000_000;
    private static final SaveRule RULE = new SaveRule(1L << 30);

    @Test
    void when_a_vertex_is_short_then_its_value_is_not_written_however_small() {
        assertThat(RULE.pays(SaveRule.LEAST_NANOS - 1, 0)).isFalse();
        assertThat(RULE.pays(SaveRule.LEAST_NANOS, 0)).isTrue();
    }

    @Test
    void when_writing_takes_longer_than_making_then_it_is_not_written() {
        assertThat(RULE.pays(SECOND, SaveRule.BYTES_PER_SECOND - 1)).isTrue();
        assertThat(RULE.pays(SECOND, SaveRule.BYTES_PER_SECOND)).isFalse();
        assertThat(RULE.pays(2 * SECOND, SaveRule.BYTES_PER_SECOND)).isTrue();
    }

    @Test
    void when_a_value_is_too_large_then_it_is_not_written_whatever_it_cost() {
        assertThat(new SaveRule(1000).pays(3600 * SECOND, 1001)).isFalse();
        assertThat(new SaveRule(1000).pays(3600 * SECOND, 1000)).isTrue();
        assertThat(RULE.pays(Long.MAX_VALUE, Long.MAX_VALUE)).isFalse();
    }

    @Property(tries = 200)
    void when_a_value_pays_then_a_smaller_one_that_took_longer_does(
            @ForAll @LongRange(max = 1L << 40) long nanos,
            @ForAll @LongRange(max = 1L << 31) long bytes,
            @ForAll @LongRange(max = 1L << 40) long more,
            @ForAll @LongRange(max = 1L << 31) long fewer) {
        if (RULE.pays(nanos, bytes)) {
            assertThat(RULE.pays(nanos + more, Math.max(0, bytes - fewer))).isTrue();
            assertThat(SaveRule.isLong(nanos)).isTrue();
        }
    }
}
