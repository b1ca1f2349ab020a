package io.wick.internal.numeric;

import static io.wick.internal.numeric.Pieces.CHUNK;

import io.wick.numeric.Arguments;
import io.wick.numeric.Cpu;
import io.wick.numeric.NumericArray;

/** Code of {@link io.wick.numeric.library.Reductions}. */
public final class Reducing {
    private static final int STRETCH = Window.SIZE;

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
                    Window window = Window.of(x);
                    var lanes = new Lanes();
                    for (long at = from; at < to; at += STRETCH) {
                        int count = (int) Math.min(STRETCH, to - at);
                        window.load(at, count);
                        window.addTo(lanes.sums, count);
                    }
                    parts[number] = lanes.spend(STRETCH);
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
                    Window xs = Window.of(x);
                    Window ys = Window.of(y);
                    var lanes = new Lanes();
                    for (long at = from; at < to; at += STRETCH) {
                        int count = (int) Math.min(STRETCH, to - at);
                        xs.load(at, count);
                        ys.load(at, count);
                        xs.addProductsTo(lanes.sums, ys, 0, count);
                    }
                    parts[number] = lanes.spend(STRETCH);
                });
        given.array(2).setDouble(0, Pieces.sum(parts, parts.length));
    }

    /** The least and the greatest. */
    public static void minMax(Arguments given, Cpu cpu) {
        NumericArray x = given.array(0);
        var parts = new long[Pieces.count(x.size(), CHUNK)][];
        Window keys = Window.of(x, 0);
        long infinity = keys.keyOf(Double.POSITIVE_INFINITY);
        long less = keys.keyOf(Double.NEGATIVE_INFINITY);
        Pieces.forEach(
                cpu,
                x.size(),
                CHUNK,
                (number, from, to) -> {
                    Window window = Window.of(x);
                    long[] ends = {infinity, less};
                    for (long at = from; at < to; at += STRETCH) {
                        int count = (int) Math.min(STRETCH, to - at);
                        window.load(at, count);
                        window.ends(ends, count);
                    }
                    parts[number] = ends;
                });
        long low = infinity;
        long high = less;
        for (long[] ends : parts) {
            low = Math.min(low, ends[0]);
            high = Math.max(high, ends[1]);
        }
        double least = keys.ofKey(low);
        double greatest = keys.ofKey(high);
        boolean odd = Double.isNaN(least) || Double.isNaN(greatest); // NaN is at one of the ends
        given.array(1).setDouble(0, odd ? Double.NaN : least);
        given.array(1).setDouble(1, odd ? Double.NaN : greatest);
    }

    /**
     * Mean and variance, by the rule of Chan, Golub and LeVeque (1979) for parts. In a part, from
     * the mean of its first stretch: no more than a few bits are lost where that is far from the
     * mean of the part, since the stretch itself then adds to the variance.
     */
    public static void moments(Arguments given, Cpu cpu) {
        NumericArray x = given.array(0);
        int chunks = Pieces.count(x.size(), CHUNK);
        var parts = new Moments[chunks];
        Pieces.forEach(
                cpu,
                x.size(),
                CHUNK,
                (number, from, to) -> {
                    Window window = Window.of(x);
                    var sums = new Lanes();
                    var squares = new Lanes();
                    double middle = 0;
                    for (long at = from; at < to; at += STRETCH) {
                        int count = (int) Math.min(STRETCH, to - at);
                        window.load(at, count);
                        if (at == from) {
                            double mean = mean(window, count);
                            middle = Double.isFinite(mean) ? mean : 0;
                        }
                        window.addMomentsTo(sums.sums, squares.sums, middle, count);
                    }
                    double apart = sums.spend(STRETCH) / (to - from);
                    double spread = squares.spend(STRETCH) - apart * apart * (to - from);
                    parts[number] = new Moments(to - from, middle + apart, Math.max(0, spread));
                });
        var all = new Moments(0, 0, 0);
        for (Moments part : parts) {
            all = all.with(part);
        }
        given.array(1).setDouble(0, all.count == 0 ? Double.NaN : all.mean);
        given.array(1).setDouble(1, all.squares / all.count);
    }

    private static double mean(Window window, int count) {
        var values = new double[count];
        window.read(0, values, count);
        return Pieces.sum(values, count) / count;
    }

    /** Of some elements: how many, their mean, and the sum of squared distances from it. */
    private record Moments(long count, double mean, double squares) {
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
