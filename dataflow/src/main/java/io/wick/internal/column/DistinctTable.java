package io.wick.internal.column;

import io.wick.column.Batch;

/**
 * The keys that came so far. For one thread.
 *
 * @param <T> the type of the rows
 */
public final class DistinctTable<T> {
    private final Key<T, ?> key;
    private final RowIds ids;

    /** An empty table; {@link Key#rows} makes the rows themselves distinct. */
    public DistinctTable(Key<T, ?> key) {
        this.key = key;
        ids = new RowIds(key.schema());
    }

    /**
     * The rows, in order, whose key never came before, in this batch or one before; throws what the
     * key's functions throw.
     */
    public Batch add(Batch batch) throws Exception {
        int known = ids.count();
        int[] of = ids.add(key.eval(batch), batch.rows());
        int[] fresh = new int[ids.count() - known];
        for (int i = 0; i < batch.rows(); i++) {
            // New ids come in order, so the first row of each is the one that has the next id
            if (of[i] == known) {
                fresh[known + fresh.length - ids.count()] = i;
                known++;
            }
        }
        return fresh.length == batch.rows() ? batch : batch.take(fresh, fresh.length);
    }

    /** How many different keys came. */
    public int count() {
        return ids.count();
    }
}
