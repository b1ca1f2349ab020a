package io.wick.internal.format.cache;

import io.wick.column.Schema;
import io.wick.pipeline.CacheEntry;
import io.wick.pipeline.Source;
import io.wick.pipeline.SourceRequest;
import io.wick.pipeline.SplitPlan;

import java.util.ArrayList;
import java.util.List;

/**
 * The values or entries of a cache as rows, each partition read where it is. Immutable.
 *
 * @param entries whether a row is a {@link CacheEntry}; else it is a value
 */
public record CacheSource<T>(String cache, Schema<T> schema, boolean entries) implements Source<T> {

    @Override
    public String describe() {
        return "cache " + cache;
    }

    @Override
    public SplitPlan plan(SourceRequest request) {
        int partitions = request.wick().partitions(cache);
        List<CacheSplit> splits = new ArrayList<>();
        for (int i = 0; i < partitions; i++) {
            splits.add(new CacheSplit(cache, i, entries));
        }
        return SplitPlan.ofCache(cache, splits, SplitPlan.UNKNOWN, SplitPlan.UNKNOWN);
    }
}
