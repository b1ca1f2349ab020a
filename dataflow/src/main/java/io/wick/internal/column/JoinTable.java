package io.wick.internal.column;

import io.wick.column.Batch;
import io.wick.column.Column;
import io.wick.column.ColumnBuilder;
import io.wick.column.ColumnType;
import io.wick.column.Field;
import io.wick.column.Schema;
import io.wick.error.GraphException;

import java.util.Arrays;
import java.util.List;

/**
 * One side of a join, by key. As in SQL a key with a null matches nothing. Immutable; any thread.
 *
 * <pre>{@code
 * JoinTable table = JoinTable.of(airports, Key.of(schema, Airport::iata));
 * JoinTable.Probe<Flight> probe = table.probe(Key.of(flights, Flight::origin));
 * JoinTable.Matches matches = probe.matches(batch, false);
 * }</pre>
 */
public final class JoinTable {
    private static final int END = -1;

    private final RowIds ids;
    private final Batch rows;

    /** The first row of each id; the next row of the same id for each row. In order of the rows. */
    private final int[] first;

    private final int[] next;

    private JoinTable(RowIds ids, Batch rows, int[] first, int[] next) {
        this.ids = ids;
        this.rows = rows;
        this.first = first;
        this.next = next;
    }

    /**
     * A table of some batches' rows; throws what the key's functions throw.
     *
     * @param batches any number of them, all with the same columns
     */
    public static <T> JoinTable of(Schema<T> schema, List<Batch> batches, Key<T, ?> key)
            throws Exception {
        Batch rows = batches.isEmpty() ? empty(schema) : Batch.concat(batches);
        RowIds ids = new RowIds(key.schema());
        Column[] keys = key.eval(rows);
        int[] of = ids.add(keys, rows.rows());
        int[] first = new int[ids.count()];
        Arrays.fill(first, END);
        int[] next = new int[rows.rows()];
        for (int row = next.length - 1; row >= 0; row--) {
            next[row] = first[of[row]];
            first[of[row]] = row;
        }
        return new JoinTable(ids, rows, first, next);
    }

    private static Batch empty(Schema<?> schema) {
        Column[] columns = new Column[schema.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = ColumnBuilder.of(schema.field(i).type(), 0).build();
        }
        return new Batch(schema, 0, columns);
    }

    /**
     * Refuses keys whose values can never be equal.
     *
     * @throws GraphException if the keys have not the same columns
     */
    public static void check(Key<?, ?> left, Key<?, ?> right) {
        List<ColumnType> types =
                left.schema().fields().stream().map(JoinTable::comparable).toList();
        if (!types.equals(right.schema().fields().stream().map(JoinTable::comparable).toList())) {
            throw new GraphException(
                    "The keys of a join are of different types: "
                            + left.schema().fields()
                            + " on the left and "
                            + right.schema().fields()
                            + " on the right. Give keys of the same type");
        }
    }

    /** Ints and longs of the same value are the same key. */
    private static ColumnType comparable(Field field) {
        return field.type() == ColumnType.INT ? ColumnType.LONG : field.type();
    }

    /** The rows of the table, to which the matches' indexes point. */
    public Batch rows() {
        return rows;
    }

    /** A way to look up rows of the other side. For one thread; there may be many. */
    public <T> Probe<T> probe(Key<T, ?> key) {
        return new Probe<>(this, key);
    }

    /**
     * Pairs of rows that belong together.
     *
     * @param left the indexes of the rows that were looked up, ascending
     * @param right the indexes of the table's rows, -1 for none; for one left row in their order
     */
    public record Matches(int[] left, int[] right) {
        /** How many pairs there are. */
        public int count() {
            return left.length;
        }
    }

    /**
     * Looks up rows. For one thread.
     *
     * @param <T> the type of the rows
     */
    public static final class Probe<T> {
        private final JoinTable table;
        private final Key<T, ?> key;
        private final RowIds ids;

        private Probe(JoinTable table, Key<T, ?> key) {
            this.table = table;
            this.key = key;
            ids = table.ids.view();
        }

        /**
         * The pairs of a batch's rows with the table's; throws what the key's functions throw.
         *
         * @param all whether a row without a match comes once, with -1, as in a left join
         */
        public Matches matches(Batch batch, boolean all) throws Exception {
            int[] of = ids.find(key.eval(batch), batch.rows(), true);
            int[] left = new int[batch.rows()];
            int[] right = new int[batch.rows()];
            int count = 0;
            for (int row = 0; row < batch.rows(); row++) {
                int match = of[row] < 0 ? END : table.first[of[row]];
                if (match == END && !all) {
                    continue;
                }
                do {
                    if (count == left.length) {
                        left = Arrays.copyOf(left, Math.max(16, count * 2));
                        right = Arrays.copyOf(right, left.length);
                    }
                    left[count] = row;
                    right[count++] = match;
                    match = match == END ? END : table.next[match];
                } while (match != END);
            }
            return new Matches(Arrays.copyOf(left, count), Arrays.copyOf(right, count));
        }

        /**
         * The rows of a batch that have a match, or that have none; throws what the key's functions
         * throw.
         */
        public Batch filter(Batch batch, boolean matching) throws Exception {
            int[] of = ids.find(key.eval(batch), batch.rows(), true);
            int[] kept = new int[batch.rows()];
            int count = 0;
            for (int row = 0; row < kept.length; row++) {
                kept[count] = row;
                count += of[row] >= 0 == matching ? 1 : 0;
            }
            return count == kept.length ? batch : batch.take(kept, count);
        }
    }
}
