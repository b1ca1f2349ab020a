package io.wick.benchmarks.queries;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

class OrderDigestTest {
    private static final List<Flight> FLIGHTS =
            IntStream.range(0, 10).mapToObj(i -> new Flight(i, -i, 100 * i, "LAX", "SFO")).toList();

    @Test
    void when_parts_are_put_together_then_the_digest_is_that_of_the_whole() {
        for (int cut = 0; cut <= FLIGHTS.size(); cut++) {
            OrderDigest first = digest(FLIGHTS.subList(0, cut));
            OrderDigest second = digest(FLIGHTS.subList(cut, FLIGHTS.size()));

            assertThat(first.then(second)).isEqualTo(digest(FLIGHTS));
        }
    }

    @Test
    void when_the_order_differs_then_the_checksum_does() {
        assertThat(digest(FLIGHTS.reversed()).checksum()).isNotEqualTo(digest(FLIGHTS).checksum());
        assertThat(digest(FLIGHTS.reversed()).sum()).isEqualTo(digest(FLIGHTS).sum());
    }

    private static OrderDigest digest(List<Flight> flights) {
        OrderDigest digest = OrderDigest.NONE;
        for (Flight flight : flights) {
            digest = digest.with(flight);
        }
        return digest;
    }
}
