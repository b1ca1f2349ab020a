package io.wick.pipeline;

import io.wick.ObjectRef;

import java.util.List;

/**
 * A source cut into parts.
 *
 * @param splits the parts, in the order of their rows; may be empty. With a {@code home} other than
 *     anywhere they are one for each partition, key or ref, in their order
 * @param rows how many rows there are about, before any condition; {@link #UNKNOWN} if nobody knows
 * @param bytes how large the wanted columns are about in memory; {@link #UNKNOWN} if nobody knows
 * @param home where the splits are read
 */
public record SplitPlan(List<? extends Split> splits, long rows, long bytes, Home home) {
    /** For a number that nobody knows. */
    public static final long UNKNOWN = -1;

    public SplitPlan {
        splits = List.copyOf(splits);
        if (rows < UNKNOWN || bytes < UNKNOWN) {
            throw new IllegalArgumentException(
                    "rows and bytes must be 0 or more, or UNKNOWN; got " + rows + " and " + bytes);
        }
        int places =
                switch (home) {
                    case Keys keys -> keys.keys().size();
                    case Refs refs -> refs.refs().size();
                    case Anywhere _, Partitions _ -> splits.size();
                };
        if (places != splits.size()) {
            throw new IllegalArgumentException(
                    "one split for each key or ref is wanted; got "
                            + splits.size()
                            + " for "
                            + places);
        }
    }

    /** Where splits are read. */
    public sealed interface Home {}

    /** On any node. */
    public record Anywhere() implements Home {}

    /** Each where its partition of an Ignite cache is; see {@link SplitContext#partition}. */
    public record Partitions(String cache) implements Home {}

    /** Each where its key of an Ignite cache is; see {@link SplitContext#value}. */
    public record Keys(String cache, List<?> keys) implements Home {
        public Keys {
            keys = List.copyOf(keys);
        }
    }

    /** Each where its object is; see {@link SplitContext#value}. */
    public record Refs(List<? extends ObjectRef<?>> refs) implements Home {
        public Refs {
            refs = List.copyOf(refs);
        }
    }

    /** Splits that may be read on any node. */
    public static SplitPlan of(List<? extends Split> splits, long rows, long bytes) {
        return new SplitPlan(splits, rows, bytes, new Anywhere());
    }

    /** One split for each partition of a cache, read where the partition is. */
    public static SplitPlan ofCache(
            String cache, List<? extends Split> splits, long rows, long bytes) {
        return new SplitPlan(splits, rows, bytes, new Partitions(cache));
    }
}
