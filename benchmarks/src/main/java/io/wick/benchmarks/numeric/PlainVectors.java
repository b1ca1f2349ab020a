package io.wick.benchmarks.numeric;

import java.util.SplittableRandom;

/** Kernels on vectors as one would write them at first: loops over Java arrays, in their type. */
final class PlainVectors {
    @SuppressWarnings("UnusedVariable") // written so that no loop is optimised away
    private static volatile double kept;

    private PlainVectors() {}

    static void keep(double value) {
        kept = value;
    }

    static void axpy(float a, float[] x, float[] y, float[] z, int from, int to) {
        for (int i = from; i < to; i++) {
            z[i] = a * x[i] + y[i];
        }
    }

    static void axpy(double a, double[] x, double[] y, double[] z, int from, int to) {
        for (int i = from; i < to; i++) {
            z[i] = a * x[i] + y[i];
        }
    }

    static void chain(float[] x, float[] y, float[] z, int from, int to) {
        for (int i = from; i < to; i++) {
            float root = (float) Math.sqrt(x[i] * x[i] + y[i] * y[i] + 1);
            z[i] = Math.max(root * (x[i] - y[i]), y[i]);
        }
    }

    static void sum(float[] x, int from, int to) {
        float sum = 0;
        for (int i = from; i < to; i++) {
            sum += x[i];
        }
        keep(sum);
    }

    static void sum(double[] x, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += x[i];
        }
        keep(sum);
    }

    static void minMax(float[] x, int from, int to) {
        float least = Float.POSITIVE_INFINITY;
        float greatest = Float.NEGATIVE_INFINITY;
        for (int i = from; i < to; i++) {
            least = Math.min(least, x[i]);
            greatest = Math.max(greatest, x[i]);
        }
        keep(least + greatest);
    }

    static void minMax(double[] x, int from, int to) {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int i = from; i < to; i++) {
            least = Math.min(least, x[i]);
            greatest = Math.max(greatest, x[i]);
        }
        keep(least + greatest);
    }

    /**
     * Sums of elements and of squares, in double: in floats nothing would be left of a variance.
     */
    static void moments(float[] x, int from, int to) {
        double sum = 0;
        double squares = 0;
        for (int i = from; i < to; i++) {
            sum += x[i];
            squares += (double) x[i] * x[i];
        }
        keep(squares - sum * sum / (to - from));
    }

    static void histogram(float[] x, float low, float high, int bins, int from, int to) {
        int[] counts = new int[bins];
        float scale = bins / (high - low);
        for (int i = from; i < to; i++) {
            float value = x[i];
            if (value >= low && value <= high) {
                counts[Math.min(bins - 1, (int) ((value - low) * scale))]++;
            }
        }
        keep(counts[0]);
    }

    static void scan(float[] x, float[] sums) {
        float sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i];
            sums[i] = sum;
        }
    }

    static void scan(double[] x, double[] sums) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i];
            sums[i] = sum;
        }
    }

    static void dot(float[] x, float[] y, int from, int to) {
        float sum = 0;
        for (int i = from; i < to; i++) {
            sum += x[i] * y[i];
        }
        keep(sum);
    }

    static void dot(double[] x, double[] y, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += x[i] * y[i];
        }
        keep(sum);
    }

    static void convolution(float[] x, float[] w, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            float sum = 0;
            for (int j = 0; j < w.length; j++) {
                sum += w[j] * x[i + j];
            }
            y[i] = sum;
        }
    }

    /** Calls and puts, with the distribution function of Abramowitz and Stegun 26.2.17. */
    static void blackScholes(
            float[] s,
            float[] k,
            float[] t,
            double rate,
            double volatility,
            float[][] prices,
            int from,
            int to) {
        for (int i = from; i < to; i++) {
            double spread = volatility * Math.sqrt(t[i]);
            double upper =
                    (Math.log(s[i] / k[i]) + (rate + volatility * volatility / 2) * t[i]) / spread;
            double later = k[i] * Math.exp(-rate * t[i]);
            double call = s[i] * normal(upper) - later * normal(upper - spread);
            prices[0][i] = (float) call;
            prices[1][i] = (float) (call - s[i] + later);
        }
    }

    private static double normal(double x) {
        double k = 1 / (1 + 0.2316419 * Math.abs(x));
        double sum = 1.781477937 + k * (-1.821255978 + k * 1.330274429);
        double tail =
                Math.exp(-x * x / 2)
                        * 0.3989422804014327
                        * k
                        * (0.319381530 + k * (-0.356563782 + k * sum));
        return x > 0 ? 1 - tail : tail;
    }

    /** By another generator, the JDK's fastest that can be split. */
    static void uniform(float[] numbers, int from, int to) {
        var random = new SplittableRandom(from);
        for (int i = from; i < to; i++) {
            numbers[i] = random.nextInt(1 << 24) * 0x1p-24f;
        }
    }

    /** Gains of calls, by the same generator and the polar method. */
    static void paths(double drift, double spread, int from, int to) {
        var random = new SplittableRandom(from);
        double sum = 0;
        double squares = 0;
        for (int i = from; i < to; i++) {
            double gain = Math.max(0, 100 * Math.exp(drift + spread * random.nextGaussian()) - 110);
            sum += gain;
            squares += gain * gain;
        }
        keep(sum + squares);
    }
}
