package io.wick.internal.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

import org.junit.jupiter.api.Test;

import java.util.List;

class CostModelTest {
    private static final List<String> GPU = List.of("gpu");

    private final CostModel costs = new CostModel();

    /** Runs as chosen, where the CPUs take 1 ns per operation and the device 1 ms and a tenth. */
    private String run(double work) {
        String place = costs.choose("k", work, GPU).place();
        double nanos = place.equals(CostModel.CPUS) ? 5_000 + work : 1_000_000 + work / 10;
        costs.learn("k", place, work, (long) nanos);
        return place;
    }

    @Test
    void when_both_places_have_been_measured_then_each_size_goes_where_it_takes_less() {
        for (int i = 0; i < 40; i++) {
            run(200_000 + 400_000 * (i % 8));
        }
        assertThat(costs.choose("k", 300_000, GPU).place()).isEqualTo(CostModel.CPUS);
        assertThat(costs.choose("k", 3_000_000, GPU).place()).isEqualTo("gpu");
        assertThat(costs.choose("k", 3_000_000, GPU).reason()).contains("expected", "ms");
    }

    @Property(tries = 100)
    void when_sizes_come_in_any_order_then_most_choices_are_the_right_ones(
            @ForAll @DoubleRange(min = 1e5, max = 1e7) double size,
            @ForAll @DoubleRange(min = 1.5, max = 50) double spread) {
        int right = 0;
        for (int i = 0; i < 200; i++) {
            double work = size * (1 + spread * (i * 7 % 13) / 13);
            String place = run(work);
            boolean worth = 5_000 + work > 1_000_000 + work / 10;
            right += place.equals("gpu") == worth ? 1 : 0;
        }
        assertThat(right).isGreaterThan(180);
    }

    @Test
    void when_the_work_is_tiny_then_no_device_is_tried() {
        for (int i = 0; i < 100; i++) {
            assertThat(run(1000)).isEqualTo(CostModel.CPUS);
        }
        assertThat(costs.choose("k", 1000, GPU).reason()).contains("too little");
    }

    @Test
    void when_a_device_becomes_slower_then_the_choice_follows() {
        for (int i = 0; i < 20; i++) {
            run(5_000_000);
        }
        assertThat(costs.choose("k", 5_000_000, GPU).place()).isEqualTo("gpu");
        for (int i = 0; i < 60; i++) {
            costs.learn("k", "gpu", 5_000_000, 50_000_000);
        }
        assertThat(costs.choose("k", 5_000_000, GPU).place()).isEqualTo(CostModel.CPUS);
    }

    @Test
    void when_the_other_place_is_not_far_off_then_it_is_measured_again_now_and_then() {
        int others = 0;
        for (int i = 0; i < 1000; i++) {
            others += run(2_000_000).equals("gpu") ? 0 : 1;
        }
        assertThat(others).isBetween(10, 40);
    }

    @Test
    void when_there_is_no_device_or_nothing_is_known_then_the_cpus_run_it() {
        assertThat(costs.choose("k", 1e9, List.of()).reason()).isEqualTo("no device");
        assertThat(costs.choose("k", 1e9, GPU).place()).isEqualTo(CostModel.CPUS);
        assertThat(costs.expected("k", "gpu", 1e9)).isNull();
    }
}
