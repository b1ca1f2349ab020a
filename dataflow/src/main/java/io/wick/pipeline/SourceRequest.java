package io.wick.pipeline;

import io.wick.Wick;

import java.util.List;
import java.util.Set;

/**
 * What a run wants of a source.
 *
 * @param wick where it runs
 * @param columns the names of the schema's fields that the pipeline uses; the source may leave out
 *     the others, and gains most by it
 * @param conditions what holds for all rows that the pipeline keeps. The source may leave out rows
 *     for which one of them does not hold; it need not, as the pipeline checks again
 * @param splits how many splits would use the cluster well, for a source that is small; see {@link
 *     #splits(long)}. The source may make more or fewer
 */
public record SourceRequest(
        Wick wick, Set<String> columns, List<? extends Condition<?>> conditions, int splits) {
    /** About what a split should take in memory at most. */
    public static final long SPLIT_BYTES = 32L << 20;

    private static final int MOST_SPLITS = 4096;

    public SourceRequest {
        columns = Set.copyOf(columns);
        conditions = List.copyOf(conditions);
        if (splits < 1) {
            throw new IllegalArgumentException("splits must be 1 or more, got " + splits);
        }
    }

    /**
     * How many splits would use the cluster well and be small enough to be held in memory each.
     *
     * @param bytes how large the wanted columns are about in memory
     */
    public int splits(long bytes) {
        return (int) Math.max(splits, Math.min(MOST_SPLITS, bytes / SPLIT_BYTES));
    }
}
