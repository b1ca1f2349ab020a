package io.wick.benchmarks.queries;

import java.io.Serializable;

/**
 * A checksum of some flights in their order: the sum of each one's digest times its position, from
 * 1, modulo 2^64. Digests of neighbouring parts of a whole add up to that of the whole.
 *
 * @param flights how many
 * @param sum of their digests
 * @param checksum as above
 */
record OrderDigest(long flights, long sum, long checksum) implements Serializable {
    static final OrderDigest NONE = new OrderDigest(0, 0, 0);

    /** With one more flight at the end. */
    OrderDigest with(Flight flight) {
        long digest = flight.digest();
        return new OrderDigest(flights + 1, sum + digest, checksum + (flights + 1) * digest);
    }

    /** Of these flights and then those. */
    OrderDigest then(OrderDigest next) {
        return new OrderDigest(
                flights + next.flights,
                sum + next.sum,
                checksum + next.checksum + flights * next.sum);
    }
}
