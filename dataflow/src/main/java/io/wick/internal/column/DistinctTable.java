package io.wick.internal.column;

import io.wick.column.Column;
import io.wick.column.Schema;

/** The keys that came so far; a null is a key. For one thread. */
public final class DistinctTable {
    private final RowIds ids;

    /** An empty table of keys of these columns. */
    public DistinctTable(Schema<?> keys) {
        ids = new RowIds(keys);
    }

    /**
     * The indexes of the rows, ascending, whose key never came before, here or in a call before.
     */
    public int[] add(Column[] keys, int rows) {
        int known = ids.count();
        int[] of = ids.add(keys, rows);
        int[] fresh = new int[ids.count() - known];
        int found = 0;
        for (int i = 0; found < fresh.length; i++) {
            // New ids come in order, so the first row of each is the one that has the next id
            if (of[i] == known + found) {
                fresh[found++] = i;
            }
        }
        return fresh;
    }
}
