package io.wick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;

class ResourcesTest {
    @Test
    void when_an_amount_is_a_thousandth_then_it_is_exact() {
        Resources tenths = Resources.NONE.cpus(0.1).gpus(0.001).custom("lane", 2.5);

        assertThat(tenths.thousandths(Resources.CPU)).isEqualTo(100);
        assertThat(tenths.thousandths(Resources.GPU)).isEqualTo(1);
        assertThat(tenths.thousandths("lane")).isEqualTo(2500);
        assertThat(tenths.thousandths("absent")).isZero();
    }

    @Property
    void when_an_amount_is_given_in_thousandths_then_it_is_kept(
            @ForAll @LongRange(min = 0, max = 1_000_000_000_000L) long thousandths) {
        assertThat(Resources.NONE.custom("x", thousandths / 1000.0).thousandths("x"))
                .isEqualTo(thousandths);
    }

    @Property
    void when_an_amount_is_finer_than_a_thousandth_then_it_is_refused(
            @ForAll @IntRange(min = 0, max = 100_000) int whole,
            @ForAll @IntRange(min = 1, max = 9) int tenThousandth) {
        double amount = whole + tenThousandth / 10_000.0;

        assertThatThrownBy(() -> Resources.NONE.custom("lane", amount))
                .as("%s", amount)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'lane'")
                .hasMessageContaining("thousandths");
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {
                -1,
                -0.001,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                2e15
            })
    void when_an_amount_is_no_amount_then_the_refusal_names_the_resource(double amount) {
        assertThatThrownBy(() -> Resources.NONE.custom("lane", amount))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'lane'")
                .hasMessageContaining(String.valueOf(amount));
    }

    @Test
    void when_the_map_has_a_negative_amount_then_it_is_refused() {
        assertThatThrownBy(() -> new Resources(Map.of("lane", -1L)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'lane'");
    }

    @Test
    void when_an_amount_is_zero_then_it_equals_none() {
        assertThat(Resources.ONE_CPU.cpus(0)).isEqualTo(Resources.NONE);
        assertThat(Resources.NONE.cpus(1)).isEqualTo(Resources.ONE_CPU);
        assertThat(Resources.NONE.cpus(1)).hasSameHashCodeAs(Resources.ONE_CPU);
    }

    @Test
    void when_memory_is_given_then_it_counts_bytes() {
        long bytes = 64L << 40;

        assertThat(Resources.NONE.memory(bytes).thousandths(Resources.MEMORY))
                .isEqualTo(bytes * 1000);
    }

    @Test
    void when_each_resource_suffices_then_it_covers() {
        Resources node = Resources.NONE.cpus(2).gpus(1);

        assertThat(node.covers(Resources.NONE)).isTrue();
        assertThat(node.covers(node)).isTrue();
        assertThat(node.covers(Resources.NONE.cpus(2.001))).isFalse();
        assertThat(node.covers(Resources.NONE.cpus(1).gpus(1.5))).isFalse();
        assertThat(node.covers(Resources.NONE.custom("lane", 0.001))).isFalse();
        assertThat(Resources.NONE.covers(Resources.ONE_CPU)).isFalse();
    }

    @Test
    void when_shown_then_the_amounts_are_in_units() {
        assertThat(Resources.NONE).hasToString("nothing");
        assertThat(Resources.NONE.gpus(2).cpus(0.5)).hasToString("cpu 0.5, gpu 2");
    }

    @Test
    void when_changed_then_the_original_stays() {
        Resources before = Resources.NONE.cpus(1);
        Resources after = before.gpus(1);

        assertThat(before.thousandths(Resources.GPU)).isZero();
        assertThatThrownBy(() -> after.amounts().put("x", 1L))
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
