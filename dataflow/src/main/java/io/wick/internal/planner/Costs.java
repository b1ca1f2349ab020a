package io.wick.internal.planner;

/**
 * What moving a value costs.
 *
 * @param messageNanos from the end of a vertex on one node to the start of its consumer on another
 * @param bytesPerMicro bytes a link carries in a microsecond; 1,000 is 1 GB/s
 * @param defaultNanos the time of a vertex nobody knows anything about
 * @param defaultBytes the size of a value nobody knows anything about
 */
public record Costs(long messageNanos, long bytesPerMicro, long defaultNanos, long defaultBytes) {
    /** Two JVMs on a local network. */
    public static final Costs DEFAULT = new Costs(100_000, 1000, 50_000, 64);
}
