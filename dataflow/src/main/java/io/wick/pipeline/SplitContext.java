package io.wick.pipeline;

import io.wick.column.Schema;
import io.wick.graph.CachePartition;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/** What a split has to know while it is read. For the thread that reads. */
public interface SplitContext {
    /** The schema of the source; batches are of it, with the columns that are wanted. */
    Schema<?> schema();

    /** The names of the columns that must be there. */
    Set<String> columns();

    /** What holds for all rows that the pipeline keeps; see {@link SourceRequest#conditions}. */
    List<? extends Condition<?>> conditions();

    /** How many rows a batch should have: the last one of a split may have fewer. */
    int batchRows();

    /** The partition to read, of a source that is a cache. */
    <K, V> CachePartition<K, V> partition();

    /**
     * What is at the place of the split, of a source whose splits are read where keys or objects
     * are: the value of its key, null if the cache has none, or the object.
     */
    @Nullable Object value();

    /** Adds to the bytes that the report shows as read. */
    void countBytes(long bytes);

    /** Adds to the rows that the report shows as skipped: bad lines. */
    void countSkipped(long rows);
}
