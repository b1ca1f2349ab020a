package io.wick.internal.numeric;

import io.wick.numeric.Arguments;
import io.wick.numeric.Cpu;
import io.wick.numeric.Doubles;
import io.wick.numeric.Ints;
import io.wick.numeric.NumericArray;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/** Products with matrices in compressed rows: a gather and a sum per row. */
public final class SparseCode {
    /** Rows that one thread takes at a time. */
    private static final int ROWS = 1024;

    /** Elements that are gathered at a time. */
    private static final int STRETCH = 1024;

    private SparseCode() {}

    /** Of a matrix and a vector. */
    public static void product(Arguments given, Cpu cpu) {
        Window x = Window.whole(given.array(3));
        NumericArray result = given.array(4);
        cpu.ranges(
                result.size(),
                ROWS,
                (from, to) -> {
                    var rows = new Rows(given.ints(0), given.ints(1), given.array(2), x);
                    Output out = Output.of(result, ROWS);
                    for (long at = from; at < to; at += ROWS) {
                        int count = (int) Math.min(ROWS, to - at);
                        out.store(at, rows.sum(at, count), count);
                    }
                });
    }

    /** One step of the power iteration of PageRank. */
    public static void pageRank(Arguments given, Cpu cpu) {
        double damping = given.scalar(4);
        NumericArray next = given.array(5);
        Doubles shares = Doubles.zeros(next.size());
        double lost = share(given.array(3), given.ints(2), shares, cpu);
        double base = (1 - damping + damping * lost) / next.size();
        Window share = Window.whole(shares);
        cpu.ranges(
                next.size(),
                ROWS,
                (from, to) -> {
                    var rows = new Rows(given.ints(0), given.ints(1), null, share);
                    Output out = Output.of(next, ROWS);
                    for (long at = from; at < to; at += ROWS) {
                        int count = (int) Math.min(ROWS, to - at);
                        double[] sums = rows.sum(at, count);
                        for (int i = 0; i < count; i++) {
                            sums[i] = base + damping * sums[i];
                        }
                        out.store(at, sums, count);
                    }
                });
    }

    /** Divides ranks by what goes out; gives the sum of those with nothing going out. */
    private static double share(NumericArray ranks, Ints out, Doubles shares, Cpu cpu) {
        var lost = new double[Pieces.count(ranks.size(), Pieces.CHUNK)];
        Pieces.forEach(
                cpu,
                ranks.size(),
                Pieces.CHUNK,
                (number, from, to) -> {
                    Window rank = Window.of(ranks, STRETCH);
                    var share = new double[STRETCH];
                    var edges = new int[STRETCH];
                    for (long at = from; at < to; at += STRETCH) {
                        int count = (int) Math.min(STRETCH, to - at);
                        rank.load(at, count);
                        rank.read(0, share, count);
                        out.read(at, edges, 0, count);
                        lost[number] += share(share, edges, count);
                        shares.write(at, share, 0, count);
                    }
                });
        return Pieces.sum(lost, lost.length);
    }

    private static double share(double[] ranks, int[] edges, int count) {
        double lost = 0;
        for (int i = 0; i < count; i++) {
            if (edges[i] == 0) {
                lost += ranks[i];
                ranks[i] = 0;
            } else {
                ranks[i] /= edges[i];
            }
        }
        return lost;
    }

    /** Reads rows in their order, elements in pieces; of one thread. */
    private static final class Rows {
        private final Ints starts;
        private final IntWindow columns;
        private final @Nullable Window values;
        private final Window x;
        private final int[] start = new int[ROWS + 1];
        private final double[] terms = new double[STRETCH];
        private final double[] sums = new double[ROWS];

        Rows(Ints starts, Ints columns, @Nullable NumericArray values, Window x) {
            this.starts = starts;
            this.columns = new IntWindow(columns, STRETCH);
            this.values = values == null ? null : Window.of(values, STRETCH);
            this.x = x;
        }

        /** Sums of some rows, for the caller until the next. */
        double[] sum(long firstRow, int count) {
            starts.read(firstRow, start, 0, count + 1);
            check(firstRow, count);
            Arrays.fill(sums, 0, count, 0);
            int row = 0;
            for (long at = start[0]; at < start[count]; at += STRETCH) {
                int now = (int) Math.min(STRETCH, start[count] - at);
                load(at, now);
                row = add(row, count, (int) at, now);
            }
            return sums;
        }

        private void check(long firstRow, int count) {
            for (int row = 0; row < count; row++) {
                if (start[row + 1] < start[row]) {
                    throw new IndexOutOfBoundsException(
                            "Row "
                                    + (firstRow + row)
                                    + " starts at "
                                    + start[row]
                                    + " and ends at "
                                    + start[row + 1]
                                    + ": starts must not fall");
                }
            }
        }

        private void load(long at, int count) {
            columns.load(at, count);
            if (values == null) {
                x.gather(columns, terms, count);
            } else {
                values.load(at, count);
                values.multiply(x, columns, terms, count);
            }
        }

        /** Adds the terms from one on to their rows; gives the row that the next is of. */
        private int add(int firstRow, int rows, int at, int count) {
            for (int row = firstRow; row < rows; row++) {
                int to = start[row + 1] - at;
                double sum = 0;
                int end = Math.min(to, count);
                for (int i = Math.max(0, start[row] - at); i < end; i++) {
                    sum += terms[i];
                }
                sums[row] += sum;
                if (to > count) {
                    return row;
                }
            }
            return rows;
        }
    }
}
