package io.wick.pipeline;

import io.wick.Fn1;
import io.wick.error.PipelineException;

import java.time.Duration;
import java.time.Instant;

/** Windows of event time. */
final class Windows {
    private static final long NANOS = 1_000_000_000L;

    private Windows() {}

    /** The start of the window that a row's time falls into. */
    static <T> Fn1<T, Instant> start(Fn1<? super T, Instant> time, Duration size) {
        if (size.isNegative() || size.isZero()) {
            throw new PipelineException("A window has a size of 1 ns or more; got " + size);
        }
        long nanos = size.toNanos();
        return row -> {
            Instant at = time.call(row);
            if (at == null) {
                throw new PipelineException(
                        "the time of the row "
                                + row
                                + " is null, so that it falls into no window. Filter such rows"
                                + " out");
            }
            long since =
                    Math.addExact(
                            Math.multiplyExact(at.getEpochSecond(), NANOS), (long) at.getNano());
            long start = Math.multiplyExact(Math.floorDiv(since, nanos), nanos);
            return Instant.ofEpochSecond(Math.floorDiv(start, NANOS), Math.floorMod(start, NANOS));
        };
    }
}
