package io.wick.internal.numeric;

import static io.wick.internal.numeric.Pieces.CHUNK;

import io.wick.numeric.Arguments;
import io.wick.numeric.Cpu;
import io.wick.numeric.NumericArray;

/**
 * Each element plus all before it: sums of chunks, and the chunks each from its start, which is one
 * addition after the other. On several threads all sums of chunks come first. On one thread both
 * are made at once, with the same additions: those of the sums have time while the others wait for
 * each other. For any thread.
 */
public final class Prefixes {
    private static final int STRETCH = 128;

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

    /** The sums of a stretch after the other; of one thread. */
    private static final class Scan {
        private final Window window;
        private final Output out;

        Scan(NumericArray x, NumericArray result) {
            this.window = Window.of(x, STRETCH);
            this.out = Output.of(result, STRETCH);
        }

        double sum(long from, long to) {
            double sum = 0;
            for (long at = from; at < to; at += STRETCH) {
                int count = (int) Math.min(STRETCH, to - at);
                window.load(at, count);
                sum += window.total(count);
            }
            return sum;
        }

        /** Writes sums, the first after a start; gives the sum of all without the start. */
        double write(long from, long to, double start) {
            double sum = 0;
            double last = start;
            for (long at = from; at < to; at += STRETCH) {
                int count = (int) Math.min(STRETCH, to - at);
                window.load(at, count);
                sum += window.scan(last, out, count);
                last = out.last();
                out.store(at, count);
            }
            return sum;
        }
    }
}
