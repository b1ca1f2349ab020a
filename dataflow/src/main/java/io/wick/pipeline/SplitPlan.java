package io.wick.pipeline;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/**
 * A source cut into parts.
 *
 * @param splits the parts, in the order of their rows; may be empty. With {@code cache} they are
 *     one for each partition of the cache, in the order of the partitions
 * @param rows how many rows there are about, before any condition; {@link #UNKNOWN} if nobody knows
 * @param bytes how large the wanted columns are about in memory; {@link #UNKNOWN} if nobody knows
 * @param cache the name of the Ignite cache whose partitions are read: split {@code i} then runs
 *     where partition {@code i} is, and gets it by {@link SplitContext#partition}; null for splits
 *     that run anywhere
 */
public record SplitPlan(
        List<? extends Split> splits, long rows, long bytes, @Nullable String cache) {
    /** For a number that nobody knows. */
    public static final long UNKNOWN = -1;

    public SplitPlan {
        splits = List.copyOf(splits);
        if (rows < UNKNOWN || bytes < UNKNOWN) {
            throw new IllegalArgumentException(
                    "rows and bytes must be 0 or more, or UNKNOWN; got " + rows + " and " + bytes);
        }
    }

    /** Splits that may be read on any node. */
    public static SplitPlan of(List<? extends Split> splits, long rows, long bytes) {
        return new SplitPlan(splits, rows, bytes, null);
    }

    /** One split for each partition of a cache, read where the partition is. */
    public static SplitPlan ofCache(
            String cache, List<? extends Split> splits, long rows, long bytes) {
        return new SplitPlan(splits, rows, bytes, Objects.requireNonNull(cache, "cache"));
    }
}
