package io.wick.internal.column;

import io.wick.column.Column;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * The values of several columns as one long number per row that sorts as the rows do, given out
 * from its highest bit on. For one thread.
 */
final class SortBits {
    private final Column[] columns;
    private final boolean[] descending;

    /** The codes of the column in turn, the number of which is {@code column}. */
    private final Deque<SortCodes> codes = new ArrayDeque<>();

    private int column = -1;

    /** How many bits of the first of the codes are still to be given out. */
    private int left;

    SortBits(Column[] columns, boolean[] descending) {
        this.columns = columns.clone();
        this.descending = descending;
        advance();
    }

    /** Whether there are bits that were not given out. */
    boolean hasMore() {
        return left > 0;
    }

    /**
     * Appends the next bits of each row to a number.
     *
     * @param to one for each row
     * @param most how many bits, if there are so many
     * @return how many bits
     */
    int next(long[] to, int most) {
        int used = 0;
        while (left > 0 && used < most) {
            int some = Math.min(left, most - used);
            long[] from = codes.getFirst().codes();
            left -= some;
            long mask = -1L >>> Long.SIZE - some;
            for (int i = 0; i < to.length; i++) {
                to[i] = to[i] << some | from[i] >>> left & mask;
            }
            used += some;
            if (left == 0) {
                codes.removeFirst();
                advance();
            }
        }
        return used;
    }

    /** To codes that have bits: those that are the same in all rows have none. */
    private void advance() {
        while (left == 0) {
            if (!codes.isEmpty()) {
                left = codes.getFirst().bits();
                if (left == 0) {
                    codes.removeFirst();
                }
            } else if (++column < columns.length) {
                codes.addAll(SortCodes.of(columns[column], descending[column]));
            } else {
                return;
            }
        }
    }

    /** From now on only these rows, in this order: their indexes among those so far. */
    void keep(int[] rows, int count) {
        var kept = new ArrayDeque<SortCodes>();
        for (SortCodes of : codes) {
            long[] all = of.codes();
            long[] some = new long[count];
            for (int i = 0; i < count; i++) {
                some[i] = all[rows[i]];
            }
            kept.add(new SortCodes(some, of.bits()));
        }
        codes.clear();
        codes.addAll(kept);
        int[] exact = Arrays.copyOf(rows, count);
        for (int c = column + 1; c < columns.length; c++) {
            columns[c] = columns[c].take(exact, count);
        }
    }
}
