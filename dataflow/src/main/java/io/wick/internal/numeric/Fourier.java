package io.wick.internal.numeric;

import io.wick.numeric.Arguments;
import io.wick.numeric.Cpu;

import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The fast Fourier transform in Stockham's form: radix 2, sorted by itself, from one pair of arrays
 * to another at each step. Roots of unity are kept, softly, per length.
 */
public final class Fourier {
    /** The longest transform. */
    public static final int MOST = 1 << 28;

    /** Pairs of elements that are worth a thread. */
    private static final int GRAIN = 1 << 14;

    private static final Map<Integer, SoftReference<Roots>> ROOTS = new ConcurrentHashMap<>();

    private Fourier() {}

    /** The transform. */
    public static void run(Arguments given, Cpu cpu) {
        double[] real = Pieces.doubles(cpu, given.array(0));
        double[] imaginary = Pieces.doubles(cpu, given.array(1));
        boolean backward = given.whole(2) == 1;
        int n = real.length;
        double[] otherReal = new double[n];
        double[] otherImaginary = new double[n];
        Roots roots = roots(n, cpu);
        double sign = backward ? -1 : 1;
        int half = n / 2;
        for (int shift = 0; 1 << shift < n; shift++) {
            double[] fromReal = real;
            double[] fromImaginary = imaginary;
            double[] toReal = otherReal;
            double[] toImaginary = otherImaginary;
            int width = 1 << shift;
            cpu.ranges(
                    half,
                    GRAIN,
                    (from, to) -> {
                        for (int t = (int) from; t < to; t++) {
                            int j = t & -width;
                            double wr = roots.cosines[j];
                            double wi = sign * roots.sines[j];
                            double ar = fromReal[t];
                            double ai = fromImaginary[t];
                            double br = fromReal[t + half];
                            double bi = fromImaginary[t + half];
                            double dr = ar - br;
                            double di = ai - bi;
                            toReal[t + j] = ar + br;
                            toImaginary[t + j] = ai + bi;
                            toReal[t + j + width] = wr * dr - wi * di;
                            toImaginary[t + j + width] = wr * di + wi * dr;
                        }
                    });
            otherReal = fromReal;
            otherImaginary = fromImaginary;
            real = toReal;
            imaginary = toImaginary;
        }
        if (backward) {
            scale(real, n);
            scale(imaginary, n);
        }
        Pieces.store(cpu, real, given.array(3));
        Pieces.store(cpu, imaginary, given.array(4));
    }

    private static void scale(double[] values, int by) {
        double factor = 1.0 / by;
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
    }

    private static Roots roots(int n, Cpu cpu) {
        SoftReference<Roots> kept = ROOTS.get(n);
        Roots known = kept == null ? null : kept.get();
        if (known != null) {
            return known;
        }
        var made = new Roots(new double[n / 2], new double[n / 2]);
        cpu.ranges(
                n / 2,
                1024,
                (from, to) -> {
                    for (int i = (int) from; i < to; i++) {
                        double angle = -2 * Math.PI * i / n;
                        made.cosines[i] = Math.cos(angle);
                        made.sines[i] = Math.sin(angle);
                    }
                });
        ROOTS.put(n, new SoftReference<>(made));
        return made;
    }

    /** {@code exp(-2 pi i k / n)} for the first half of k. */
    private record Roots(double[] cosines, double[] sines) {}
}
