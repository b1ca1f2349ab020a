package io.wick.internal.column;

import io.wick.column.Column;
import io.wick.column.Schema;

import java.util.Arrays;
import java.util.List;

/**
 * The rows of one side of a join, by key. As in SQL a key with a null matches nothing. Immutable;
 * any thread.
 *
 * <pre>{@code
 * JoinTable table = JoinTable.of(schema, keys, rows);
 * int[] first = table.probe().first(otherKeys, otherRows);
 * for (int row = first[i]; row != JoinTable.NONE; row = table.next(row)) ..
 * }</pre>
 */
public final class JoinTable {
    /** No row. */
    public static final int NONE = -1;

    private final RowIds ids;

    /** The first row of each id; the next row of the same id for each row. In order of the rows. */
    private final int[] first;

    private final int[] next;

    private JoinTable(RowIds ids, int[] first, int[] next) {
        this.ids = ids;
        this.first = first;
        this.next = next;
    }

    /**
     * A table of rows, which are numbered from 0 on.
     *
     * @param schema what a key consists of
     * @param keys those of the first rows, of the next ones, and so on
     * @param rows how many there are in all
     */
    public static JoinTable of(Schema<?> schema, List<Column[]> keys, int rows) {
        RowIds ids = new RowIds(schema);
        int[] of = new int[rows];
        int from = 0;
        for (Column[] some : keys) {
            int count = some[0].size();
            System.arraycopy(ids.add(some, count), 0, of, from, count);
            from += count;
        }
        int[] first = new int[ids.count()];
        Arrays.fill(first, NONE);
        int[] next = new int[rows];
        for (int row = rows - 1; row >= 0; row--) {
            next[row] = first[of[row]];
            first[of[row]] = row;
        }
        return new JoinTable(ids, first, next);
    }

    /** The next row, in their order, that has the same key; {@link #NONE} after the last. */
    public int next(int row) {
        return next[row];
    }

    /** A way to look up rows of the other side. For one thread; there may be many. */
    public Probe probe() {
        return new Probe(this);
    }

    /** Looks up rows. For one thread. */
    public static final class Probe {
        private final JoinTable table;
        private final RowIds ids;

        private Probe(JoinTable table) {
            this.table = table;
            ids = table.ids.view();
        }

        /**
         * The first row of the table that has the key of each row, {@link #NONE} where none has it.
         *
         * @return an array at least as long as there are rows, which the next call uses again
         */
        public int[] first(Column[] keys, int rows) {
            int[] found = ids.find(keys, rows, true);
            for (int i = 0; i < rows; i++) {
                found[i] = found[i] < 0 ? NONE : table.first[found[i]];
            }
            return found;
        }
    }
}
