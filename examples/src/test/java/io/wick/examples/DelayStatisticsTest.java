package io.wick.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.examples.DelayStatistics.Route;
import io.wick.examples.DelayStatistics.Totals;

import org.junit.jupiter.api.Test;

import java.util.Random;

class DelayStatisticsTest {
    private static final String[] AIRPORTS = {"ATL", "BOS", "CLT", "DEN"};

    private static DelayStatistics random(long seed, int rows) {
        var random = new Random(seed);
        short[] origin = new short[rows];
        short[] destination = new short[rows];
        short[] distance = new short[rows];
        short[] delay = new short[rows];
        for (int i = 0; i < rows; i++) {
            origin[i] = (short) random.nextInt(AIRPORTS.length);
            destination[i] = (short) random.nextInt(AIRPORTS.length);
            distance[i] = (short) (100 + random.nextInt(3));
            delay[i] = (short) random.nextInt(-30, 200);
        }
        return DelayStatistics.of(new Partition(AIRPORTS, origin, destination, distance, delay));
    }

    @Test
    void when_a_partition_is_counted_then_airports_and_routes_have_its_flights() {
        // given
        var partition =
                new Partition(
                        new String[] {"ATL", "BOS", "CLT"},
                        new short[] {0, 0, 1, 0},
                        new short[] {1, 1, 0, 1},
                        new short[] {946, 946, 946, 947},
                        new short[] {10, -4, 0, 7});

        // when
        DelayStatistics statistics = DelayStatistics.of(partition);

        // then
        assertThat(statistics.airports()).containsOnlyKeys("ATL", "BOS");
        assertThat(statistics.airports().get("ATL").flights()).isEqualTo(3);
        assertThat(statistics.airports().get("ATL").totalDelay()).isEqualTo(13);
        assertThat(statistics.airports().get("ATL").percentile(50)).isEqualTo(7);
        assertThat(statistics.routes())
                .hasSize(3)
                .containsEntry(new Route("ATL", "BOS", 946), new Totals(2, 6))
                .containsEntry(new Route("ATL", "BOS", 947), new Totals(1, 7))
                .containsEntry(new Route("BOS", "ATL", 946), new Totals(1, 0));
    }

    @Test
    void when_statistics_are_merged_then_order_and_grouping_do_not_matter() {
        for (int seed = 0; seed < 50; seed++) {
            DelayStatistics a = random(3 * seed, 1 + seed);
            DelayStatistics b = random(3 * seed + 1, 200);
            DelayStatistics c = random(3 * seed + 2, 7);

            DelayStatistics left = a.merge(b).merge(c);

            assertThat(left).isEqualTo(a.merge(b.merge(c))).isEqualTo(c.merge(b).merge(a));
        }
    }

    @Test
    void when_statistics_are_merged_then_the_operands_do_not_change() {
        DelayStatistics a = random(1, 100);
        DelayStatistics b = random(2, 100);

        DelayStatistics unused = a.merge(b);

        assertThat(unused).isNotEqualTo(a);
        assertThat(a).isEqualTo(random(1, 100));
        assertThat(b).isEqualTo(random(2, 100));
    }
}
