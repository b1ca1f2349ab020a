package io.wick.internal.run;

/**
 * Which values of a durable run are written to disk: those that cost clearly more to make again
 * than to write and read. Pure.
 *
 * @param largestBytes what is larger is not written
 */
public record SaveRule(long largestBytes) {
    /** What took less is made again as soon as it is needed: a write costs about a millisecond. */
    public static final long LEAST_NANOS = 20_000_000;

    /**
     * A value is written when making it took longer than moving it at this rate. A disk has to be
     * six times as fast: three copies go to Ignite's log and then to its pages.
     */
    public static final long BYTES_PER_SECOND = 10_000_000;

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    /** Whether a value may be worth it, whatever its size. */
    public static boolean isLong(long nanos) {
        return nanos >= LEAST_NANOS;
    }

    /**
     * Whether a value is worth it.
     *
     * @param nanos how long it took to make
     * @param bytes its size when written
     */
    public boolean pays(long nanos, long bytes) {
        return isLong(nanos)
                && bytes <= largestBytes
                && nanos / (double) NANOS_PER_SECOND > bytes / (double) BYTES_PER_SECOND;
    }
}
