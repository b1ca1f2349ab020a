package io.wick.internal.numeric;

import static io.wick.internal.numeric.Pieces.CHUNK;

import io.wick.numeric.Arguments;
import io.wick.numeric.Cpu;
import io.wick.numeric.NumericArray;

/**
 * Each element plus all before it. On several threads sums of chunks first, then the chunks from
 * their start; on one thread both at once, with the same additions. For any thread.
 */
public final class Prefixes {
    private static final int STRETCH = Window.SIZE;

    private Prefixes() {}

    /** The sums. */
    public static void scan(Arguments given, Cpu cpu) {
        NumericArray x = given.array(0);
        NumericArray result = given.array(1);
        if (cpu.threads() == 1) {
            var scan = new Scan(x, result);
            double start = 0;
            for (long from = 0; from < x.size(); from += CHUNK) {
                start += scan.write(from, Math.min(x.size(), from + CHUNK), start);
            }
            return;
        }
        var starts = new double[Pieces.count(x.size(), CHUNK) + 1];
        Pieces.forEach(
                cpu,
                x.size(),
                CHUNK,
                (number, from, to) -> starts[number + 1] = new Scan(x, result).sum(from, to));
        for (int i = 1; i < starts.length; i++) {
            starts[i] += starts[i - 1];
        }
        Pieces.forEach(
                cpu,
                x.size(),
                CHUNK,
                (number, from, to) -> new Scan(x, result).write(from, to, starts[number]));
    }

    /** Sums of a stretch in four parts, so that four chains of additions go on at once. */
    private static final class Scan {
        private final Window window;
        private final Output out;
        private final double[] sums = new double[STRETCH];

        Scan(NumericArray x, NumericArray result) {
            this.window = Window.of(x);
            this.out = Output.of(result, STRETCH);
        }

        double sum(long from, long to) {
            double sum = 0;
            for (long at = from; at < to; at += STRETCH) {
                sum += add((int) Math.min(STRETCH, to - at), at);
            }
            return sum;
        }

        double write(long from, long to, double start) {
            double sum = 0;
            for (long at = from; at < to; at += STRETCH) {
                int count = (int) Math.min(STRETCH, to - at);
                double more = add(count, at);
                double before = start + sum;
                int quarter = count / 4;
                double a = quarter == 0 ? 0 : sums[quarter - 1];
                double b = quarter == 0 ? 0 : sums[2 * quarter - 1];
                double c = quarter == 0 ? 0 : sums[3 * quarter - 1];
                out.take(sums, before, 0, quarter);
                out.take(sums, before + a, quarter, 2 * quarter);
                out.take(sums, before + (a + b), 2 * quarter, 3 * quarter);
                out.take(sums, before + (a + b + c), 3 * quarter, count);
                out.store(at, count);
                sum += more;
            }
            return sum;
        }

        /** Makes sums of each part from its beginning on; gives that of all. */
        private double add(int count, long at) {
            window.load(at, count);
            window.read(0, sums, count);
            double[] x = sums;
            int quarter = count / 4;
            double a = 0;
            double b = 0;
            double c = 0;
            double d = 0;
            for (int i = 0; i < quarter; i++) {
                a += x[i];
                x[i] = a;
                b += x[quarter + i];
                x[quarter + i] = b;
                c += x[2 * quarter + i];
                x[2 * quarter + i] = c;
                d += x[3 * quarter + i];
                x[3 * quarter + i] = d;
            }
            for (int i = 4 * quarter; i < count; i++) {
                d += x[i];
                x[i] = d;
            }
            return a + b + c + d;
        }
    }
}
