package io.wick.ignite.internal.object;

import java.time.Duration;

/** Durations of users as nanoseconds. */
public final class Durations {
    private Durations() {}

    /** Its nanoseconds, or the most there are: about 292 years. */
    public static long nanos(Duration duration) {
        return duration.compareTo(Duration.ofNanos(Long.MAX_VALUE)) >= 0
                ? Long.MAX_VALUE
                : duration.toNanos();
    }

    /** When so many nanoseconds from now are over, by {@link System#nanoTime}; 0 for never. */
    public static long deadline(long nanos) {
        if (nanos > Long.MAX_VALUE / 4) {
            return 0;
        }
        long at = System.nanoTime() + nanos;
        return at == 0 ? 1 : at;
    }
}
