package io.wick.internal.column;

import io.wick.Fn1;
import io.wick.column.Batch;
import io.wick.column.Column;
import io.wick.column.Schema;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * An order of rows by the values of functions, the first first; nulls last in either direction.
 * Stable: rows that are equal in it keep theirs. Immutable; any thread; travels.
 *
 * @param <T> the type of the rows
 */
public final class Sorting<T> implements Serializable {
    private static final int MOST_BITS = 63;

    /** From so many rows on a radix sort is faster than a comparing one. */
    private static final int RADIX_ROWS = 4096;

    private static final int DIGIT_BITS = 11;

    private final List<Expression<T>> by = new ArrayList<>();
    private final List<Boolean> descending = new ArrayList<>();

    private Sorting() {}

    /** The order by a function, whose values are comparable. */
    public static <T> Sorting<T> by(Schema<T> rows, Fn1<T, ?> function, boolean descending) {
        return new Sorting<T>().then(rows, function, descending);
    }

    /** This order, and by another function where rows are equal in it. */
    public Sorting<T> then(Schema<T> rows, Fn1<T, ?> function, boolean reverse) {
        Sorting<T> longer = new Sorting<>();
        longer.by.addAll(by);
        longer.descending.addAll(descending);
        longer.by.add(Expression.of(rows, function));
        longer.descending.add(reverse);
        return longer;
    }

    /** The names of the columns of the rows that it needs. */
    public Set<String> columns() {
        Set<String> names = new TreeSet<>();
        by.forEach(expression -> names.addAll(expression.columns()));
        return names;
    }

    /** The rows of a batch in this order; throws what the functions throw. */
    public Batch sort(Batch batch) throws Exception {
        int[] order = order(batch);
        return batch.take(order, order.length);
    }

    /**
     * The rows of some batches in this order, those of the first batch first where they are equal;
     * throws what the functions throw.
     *
     * @param batches at least one
     */
    public Batch merge(List<Batch> batches) throws Exception {
        return sort(Batch.concat(batches));
    }

    /** The first rows in this order, at most so many; throws what the functions throw. */
    public Batch first(Batch batch, int count) throws Exception {
        int[] order = order(batch);
        return batch.take(order, Math.min(count, order.length));
    }

    /** The indexes of a batch's rows in this order; throws what the functions throw. */
    public int[] order(Batch batch) throws Exception {
        return order(keys(batch).columns, batch.rows());
    }

    /** The values of the rows that decide the order; throws what the functions throw. */
    public Keys keys(Batch batch) throws Exception {
        Column[] columns = new Column[by.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = by.get(i).eval(batch);
        }
        return new Keys(columns, batch.rows());
    }

    /**
     * Values that decide the order, without the rows: what travels to choose the bounds of parts.
     *
     * @param columns one per function
     */
    public record Keys(Column[] columns, int rows) implements Serializable {
        /** Some of them, evenly: every n-th, so that about {@code count} are left. */
        public Keys sample(int count) {
            int taken = Math.min(rows, Math.max(1, count));
            int[] at = new int[taken];
            for (int i = 0; i < taken; i++) {
                at[i] = (int) ((2L * i + 1) * rows / (2L * taken));
            }
            return take(at);
        }

        private Keys take(int[] at) {
            Column[] kept = new Column[columns.length];
            for (int i = 0; i < kept.length; i++) {
                kept[i] = columns[i].take(at, at.length);
            }
            return new Keys(kept, at.length);
        }
    }

    /** Bounds that cut all rows into about equal parts, from samples of all. */
    public Keys bounds(List<Keys> samples, int parts) {
        Column[] all = new Column[by.size()];
        int rows = samples.stream().mapToInt(Keys::rows).sum();
        for (int i = 0; i < all.length; i++) {
            int column = i;
            all[i] = Column.concat(samples.stream().map(keys -> keys.columns[column]).toList());
        }
        int[] order = order(all, rows);
        int[] at = new int[rows == 0 ? 0 : parts - 1];
        for (int i = 0; i < at.length; i++) {
            at[i] = order[(int) ((i + 1L) * rows / parts)];
        }
        return new Keys(all, rows).take(at);
    }

    /**
     * Cuts rows that are in this order at some bounds: a part has what is less than its bound and
     * not less than the one before. Throws what the functions throw.
     */
    public List<Batch> cut(Batch sorted, Keys bounds) throws Exception {
        Keys keys = keys(sorted);
        List<Batch> parts = new ArrayList<>();
        int from = 0;
        for (int bound = 0; bound <= bounds.rows; bound++) {
            int to = bound == bounds.rows ? sorted.rows() : firstFrom(keys, from, bounds, bound);
            parts.add(sorted.slice(from, to - from));
            from = to;
        }
        return parts;
    }

    /** The first row from an index on that is not less than the bound. */
    private int firstFrom(Keys keys, int from, Keys bounds, int bound) {
        int low = from;
        int high = keys.rows;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (compare(keys, middle, bounds, bound) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Compares two rows by their keys. */
    @SuppressWarnings("unchecked")
    public int compare(Keys left, int row, Keys right, int other) {
        for (int i = 0; i < by.size(); i++) {
            Object a = left.columns[i].value(row);
            Object b = right.columns[i].value(other);
            int comparison;
            if (a == null || b == null) {
                comparison = Boolean.compare(a == null, b == null);
            } else {
                int ascending = ((Comparable<Object>) a).compareTo(b);
                comparison = descending.get(i) ? Integer.compare(0, ascending) : ascending;
            }
            if (comparison != 0) {
                return comparison;
            }
        }
        return 0;
    }

    /**
     * Sorts from the last column to the first, as many columns at once as fit a long together with
     * the row's place: then the order of the longs is that of the rows, and stable.
     */
    private int[] order(Column[] columns, int rows) {
        int[] order = new int[rows];
        for (int i = 0; i < rows; i++) {
            order[i] = i;
        }
        int placeBits = 32 - Integer.numberOfLeadingZeros(Math.max(0, rows - 1));
        int column = columns.length - 1;
        while (column >= 0 && rows > 1) {
            long[] packed = new long[rows];
            int bits = placeBits;
            while (column >= 0) {
                SortCodes codes = SortCodes.of(columns[column], descending.get(column));
                if (bits > placeBits && bits + codes.bits() > MOST_BITS) {
                    break;
                }
                for (int i = 0; i < rows; i++) {
                    packed[i] |= codes.codes()[order[i]] << bits;
                }
                bits += codes.bits();
                column--;
            }
            if (bits > placeBits) {
                reorder(order, packed, placeBits, bits);
            }
        }
        return order;
    }

    private static void reorder(int[] order, long[] packed, int placeBits, int bits) {
        for (int i = 0; i < packed.length; i++) {
            packed[i] |= i;
        }
        long[] sorted = sorted(packed, placeBits, bits);
        int[] before = order.clone();
        long mask = (1L << placeBits) - 1;
        for (int i = 0; i < sorted.length; i++) {
            order[i] = before[(int) (sorted[i] & mask)];
        }
    }

    /** Many longs by radix, digit by digit from the bit where the codes begin. */
    private static long[] sorted(long[] packed, int from, int to) {
        if (packed.length < RADIX_ROWS) {
            Arrays.sort(packed);
            return packed;
        }
        long[] now = packed;
        long[] next = new long[packed.length];
        for (int shift = from; shift < to; shift += DIGIT_BITS) {
            int[] starts = new int[(1 << DIGIT_BITS) + 1];
            for (long value : now) {
                starts[digit(value, shift) + 1]++;
            }
            for (int digit = 1; digit < starts.length; digit++) {
                starts[digit] += starts[digit - 1];
            }
            for (long value : now) {
                next[starts[digit(value, shift)]++] = value;
            }
            long[] free = now;
            now = next;
            next = free;
        }
        return now;
    }

    private static int digit(long value, int shift) {
        return (int) (value >>> shift) & ((1 << DIGIT_BITS) - 1);
    }
}
