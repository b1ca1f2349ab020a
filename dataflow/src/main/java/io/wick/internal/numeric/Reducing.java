package io.wick.internal.numeric;

import static io.wick.internal.numeric.Pieces.CHUNK;
import static io.wick.internal.numeric.Pieces.TILE;

import io.wick.numeric.Arguments;
import io.wick.numeric.Cpu;
import io.wick.numeric.ElementType;
import io.wick.numeric.NumericArray;

import java.util.Arrays;

/** Code of {@link io.wick.numeric.library.Reductions}. */
public final class Reducing {
    private Reducing() {}

    /** The sum. */
    public static void sum(Arguments given, Cpu cpu) {
        NumericArray x = given.array(0);
        var parts = new double[Pieces.count(x.size(), CHUNK)];
        Pieces.forEach(
                cpu,
                x.size(),
                CHUNK,
                (number, from, to) -> {
                    var tile = new double[TILE];
                    var lanes = new double[TILE];
                    for (long at = from; at < to; at += TILE) {
                        int count = (int) Math.min(TILE, to - at);
                        x.read(at, tile, 0, count);
                        for (int i = 0; i < count; i++) {
                            lanes[i] += tile[i];
                        }
                    }
                    parts[number] = Pieces.sum(lanes, TILE);
                });
        given.array(1).setDouble(0, Pieces.sum(parts, parts.length));
    }

    /** The scalar product. */
    public static void dot(Arguments given, Cpu cpu) {
        NumericArray x = given.array(0);
        NumericArray y = given.array(1);
        var parts = new double[Pieces.count(x.size(), CHUNK)];
        Pieces.forEach(
                cpu,
                x.size(),
                CHUNK,
                (number, from, to) -> {
                    var xs = new double[TILE];
                    var ys = new double[TILE];
                    var lanes = new double[TILE];
                    for (long at = from; at < to; at += TILE) {
                        int count = (int) Math.min(TILE, to - at);
                        x.read(at, xs, 0, count);
                        y.read(at, ys, 0, count);
                        for (int i = 0; i < count; i++) {
                            lanes[i] += xs[i] * ys[i];
                        }
                    }
                    parts[number] = Pieces.sum(lanes, TILE);
                });
        given.array(2).setDouble(0, Pieces.sum(parts, parts.length));
    }

    /** The least and the greatest. */
    public static void minMax(Arguments given, Cpu cpu) {
        NumericArray x = given.array(0);
        int chunks = Pieces.count(x.size(), CHUNK);
        var least = new double[chunks];
        var greatest = new double[chunks];
        Pieces.forEach(
                cpu,
                x.size(),
                CHUNK,
                (number, from, to) -> {
                    var tile = new double[TILE];
                    var low = new double[TILE];
                    var high = new double[TILE];
                    Arrays.fill(low, Double.POSITIVE_INFINITY);
                    Arrays.fill(high, Double.NEGATIVE_INFINITY);
                    for (long at = from; at < to; at += TILE) {
                        int count = (int) Math.min(TILE, to - at);
                        x.read(at, tile, 0, count);
                        for (int i = 0; i < count; i++) {
                            low[i] = Math.min(low[i], tile[i]);
                            high[i] = Math.max(high[i], tile[i]);
                        }
                    }
                    least[number] = min(low);
                    greatest[number] = max(high);
                });
        given.array(1).setDouble(0, min(least));
        given.array(1).setDouble(1, max(greatest));
    }

    /** Mean and variance, by the rule of Chan, Golub and LeVeque (1979) for parts. */
    public static void moments(Arguments given, Cpu cpu) {
        NumericArray x = given.array(0);
        int chunks = Pieces.count(x.size(), CHUNK);
        var parts = new Moments[chunks];
        Pieces.forEach(
                cpu,
                x.size(),
                CHUNK,
                (number, from, to) -> {
                    var tile = new double[TILE];
                    var moments = new Moments(0, 0, 0);
                    for (long at = from; at < to; at += TILE) {
                        int count = (int) Math.min(TILE, to - at);
                        x.read(at, tile, 0, count);
                        moments = moments.with(Moments.of(tile, count));
                    }
                    parts[number] = moments;
                });
        var all = new Moments(0, 0, 0);
        for (Moments part : parts) {
            all = all.with(part);
        }
        given.array(1).setDouble(0, all.count == 0 ? Double.NaN : all.mean);
        given.array(1).setDouble(1, all.squares / all.count);
    }

    /** How many elements fall into each of some equal intervals; in the arithmetic of the type. */
    public static void histogram(Arguments given, Cpu cpu) {
        NumericArray x = given.array(0);
        double low = given.scalar(1);
        double high = given.scalar(2);
        int bins = (int) given.whole(3);
        boolean floats = x.type() == ElementType.FLOAT;
        double scale = floats ? bins / (float) (high - low) : bins / (high - low);
        var totals = new java.util.concurrent.atomic.AtomicIntegerArray(bins);
        cpu.ranges(
                x.size(),
                CHUNK,
                (from, to) -> {
                    var tile = new double[TILE];
                    int[] counts = new int[bins];
                    for (long at = from; at < to; at += TILE) {
                        int count = (int) Math.min(TILE, to - at);
                        x.read(at, tile, 0, count);
                        for (int i = 0; i < count; i++) {
                            double value = tile[i];
                            if (value >= low && value <= high) {
                                double place =
                                        floats
                                                ? (float) (value - low) * (float) scale
                                                : (value - low) * scale;
                                counts[Math.min(bins - 1, (int) place)]++;
                            }
                        }
                    }
                    for (int i = 0; i < bins; i++) {
                        totals.addAndGet(i, counts[i]);
                    }
                });
        for (int i = 0; i < bins; i++) {
            given.ints(4).set(i, totals.get(i));
        }
    }

    /** Each element plus all before it: sums of chunks first, then the chunks from their start. */
    public static void scan(Arguments given, Cpu cpu) {
        NumericArray x = given.array(0);
        NumericArray result = given.array(1);
        var starts = new double[Pieces.count(x.size(), CHUNK) + 1];
        Pieces.forEach(
                cpu,
                x.size(),
                CHUNK,
                (number, from, to) -> {
                    var tile = new double[TILE];
                    double sum = 0;
                    for (long at = from; at < to; at += TILE) {
                        int count = (int) Math.min(TILE, to - at);
                        x.read(at, tile, 0, count);
                        sum += Pieces.sum(tile, count);
                    }
                    starts[number + 1] = sum;
                });
        for (int i = 1; i < starts.length; i++) {
            starts[i] += starts[i - 1];
        }
        Pieces.forEach(
                cpu,
                x.size(),
                CHUNK,
                (number, from, to) -> {
                    var tile = new double[TILE];
                    double sum = starts[number];
                    for (long at = from; at < to; at += TILE) {
                        int count = (int) Math.min(TILE, to - at);
                        x.read(at, tile, 0, count);
                        for (int i = 0; i < count; i++) {
                            sum += tile[i];
                            tile[i] = sum;
                        }
                        result.write(at, tile, 0, count);
                    }
                });
    }

    private static double min(double[] values) {
        double least = Double.POSITIVE_INFINITY;
        for (double value : values) {
            least = Math.min(least, value);
        }
        return least;
    }

    private static double max(double[] values) {
        double greatest = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            greatest = Math.max(greatest, value);
        }
        return greatest;
    }

    /** Of some elements: how many, their mean, and the sum of squared distances from it. */
    private record Moments(long count, double mean, double squares) {
        static Moments of(double[] values, int count) {
            double mean = Pieces.sum(values, count) / count;
            double squares = 0;
            double more = 0;
            int i = 0;
            for (; i + 1 < count; i += 2) {
                double a = values[i] - mean;
                double b = values[i + 1] - mean;
                squares += a * a;
                more += b * b;
            }
            if (i < count) {
                squares += (values[i] - mean) * (values[i] - mean);
            }
            return new Moments(count, mean, squares + more);
        }

        Moments with(Moments other) {
            if (count == 0) {
                return other;
            }
            long all = count + other.count;
            double apart = other.mean - mean;
            return new Moments(
                    all,
                    mean + apart * other.count / all,
                    squares + other.squares + apart * apart * ((double) count * other.count / all));
        }
    }
}
