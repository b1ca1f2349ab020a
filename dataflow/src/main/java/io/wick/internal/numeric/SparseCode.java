package io.wick.internal.numeric;

import static io.wick.internal.numeric.Pieces.TILE;

import io.wick.numeric.Arguments;
import io.wick.numeric.Cpu;
import io.wick.numeric.Ints;
import io.wick.numeric.NumericArray;

import org.jspecify.annotations.Nullable;

/** Products with matrices in compressed rows: a gather and a sum per row. */
public final class SparseCode {
    /** Rows that one thread takes at a time. */
    private static final int ROWS = 1024;

    private SparseCode() {}

    /** Of a matrix and a vector. */
    public static void product(Arguments given, Cpu cpu) {
        double[] x = Pieces.doubles(cpu, given.array(3));
        NumericArray result = given.array(4);
        cpu.ranges(
                result.size(),
                ROWS,
                (from, to) -> {
                    var rows = new Rows(given.ints(0), given.ints(1), given.array(2), x);
                    var sums = new double[ROWS];
                    for (long at = from; at < to; at += ROWS) {
                        int count = (int) Math.min(ROWS, to - at);
                        rows.sum(at, count, sums);
                        result.write(at, sums, 0, count);
                    }
                });
    }

    /** One step of the power iteration of PageRank. */
    public static void pageRank(Arguments given, Cpu cpu) {
        Ints out = given.ints(2);
        double damping = given.scalar(4);
        NumericArray next = given.array(5);
        double[] share = Pieces.doubles(cpu, given.array(3));
        int n = share.length;
        var lost = new double[Pieces.count(n, Pieces.CHUNK)];
        Pieces.forEach(
                cpu,
                n,
                Pieces.CHUNK,
                (number, from, to) -> {
                    for (int i = (int) from; i < to; i++) {
                        int edges = out.get(i);
                        if (edges == 0) {
                            lost[number] += share[i];
                            share[i] = 0;
                        } else {
                            share[i] /= edges;
                        }
                    }
                });
        double base = (1 - damping + damping * Pieces.sum(lost, lost.length)) / n;
        cpu.ranges(
                n,
                ROWS,
                (from, to) -> {
                    var rows = new Rows(given.ints(0), given.ints(1), null, share);
                    var sums = new double[ROWS];
                    for (long at = from; at < to; at += ROWS) {
                        int count = (int) Math.min(ROWS, to - at);
                        rows.sum(at, count, sums);
                        for (int i = 0; i < count; i++) {
                            sums[i] = base + damping * sums[i];
                        }
                        next.write(at, sums, 0, count);
                    }
                });
    }

    /** Reads rows in their order, elements in pieces; of one thread. */
    private static final class Rows {
        private final Ints starts;
        private final Ints columns;
        private final @Nullable NumericArray values;
        private final double[] x;
        private final int[] start = new int[ROWS + 1];
        private final int[] column = new int[TILE];
        private final double[] value = new double[TILE];
        private long loadedFrom;
        private int loaded;

        Rows(Ints starts, Ints columns, @Nullable NumericArray values, double[] x) {
            this.starts = starts;
            this.columns = columns;
            this.values = values;
            this.x = x;
        }

        void sum(long firstRow, int count, double[] sums) {
            starts.read(firstRow, start, 0, count + 1);
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
                double sum = 0;
                for (long at = start[row]; at < start[row + 1]; ) {
                    int now = load(at, start[row + 1]);
                    int first = (int) (at - loadedFrom);
                    sum += values == null ? gather(first, now) : product(first, now);
                    at += now;
                }
                sums[row] = sum;
            }
        }

        /** Makes an element available; tells how many up to a limit are. */
        private int load(long at, long limit) {
            if (at < loadedFrom || at >= loadedFrom + loaded) {
                loadedFrom = at;
                loaded = (int) Math.min(TILE, columns.size() - at);
                columns.read(at, column, 0, loaded);
                if (values != null) {
                    values.read(at, value, 0, loaded);
                }
            }
            return (int) Math.min(limit - at, loadedFrom + loaded - at);
        }

        private double gather(int first, int count) {
            double sum = 0;
            for (int i = first; i < first + count; i++) {
                sum += x[column[i]];
            }
            return sum;
        }

        private double product(int first, int count) {
            double sum = 0;
            for (int i = first; i < first + count; i++) {
                sum += value[i] * x[column[i]];
            }
            return sum;
        }
    }
}
