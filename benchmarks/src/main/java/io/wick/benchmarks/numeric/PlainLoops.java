package io.wick.benchmarks.numeric;

import java.util.SplittableRandom;

/** The kernels as one would write them at first: loops over Java arrays, in floats. */
final class PlainLoops {
    @SuppressWarnings("UnusedVariable") // written so that no loop is optimised away
    private static volatile float kept;

    private PlainLoops() {}

    static void keep(float value) {
        kept = value;
    }

    static void axpy(float a, float[] x, float[] y, float[] z) {
        for (int i = 0; i < z.length; i++) {
            z[i] = a * x[i] + y[i];
        }
    }

    static void chain(float[] x, float[] y, float[] z) {
        for (int i = 0; i < z.length; i++) {
            float root = (float) Math.sqrt(x[i] * x[i] + y[i] * y[i] + 1);
            z[i] = Math.max(root * (x[i] - y[i]), y[i]);
        }
    }

    static float sum(float[] x) {
        float sum = 0;
        for (float value : x) {
            sum += value;
        }
        return sum;
    }

    static void minMax(float[] x) {
        float least = Float.POSITIVE_INFINITY;
        float greatest = Float.NEGATIVE_INFINITY;
        for (float value : x) {
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
        }
        keep(least + greatest);
    }

    static void histogram(float[] x, float low, float high, int[] counts) {
        float scale = counts.length / (high - low);
        for (float value : x) {
            if (value >= low && value <= high) {
                counts[Math.min(counts.length - 1, (int) ((value - low) * scale))]++;
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

    static float dot(float[] x, float[] y) {
        float sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }

    static void gemv(float[] a, float[] x, float[] y) {
        int n = x.length;
        for (int i = 0; i < y.length; i++) {
            float sum = 0;
            for (int j = 0; j < n; j++) {
                sum += a[i * n + j] * x[j];
            }
            y[i] = sum;
        }
    }

    static void gemm(float[] a, float[] b, float[] c, int n) {
        java.util.Arrays.fill(c, 0);
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < n; k++) {
                float left = a[i * n + k];
                for (int j = 0; j < n; j++) {
                    c[i * n + j] += left * b[k * n + j];
                }
            }
        }
    }

    static void convolution(float[] x, float[] w, float[] y) {
        for (int i = 0; i < y.length; i++) {
            float sum = 0;
            for (int j = 0; j < w.length; j++) {
                sum += w[j] * x[i + j];
            }
            y[i] = sum;
        }
    }

    static void convolution2d(float[] x, int n, float[] w, int k, float[] y) {
        int m = n - k + 1;
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < m; j++) {
                float sum = 0;
                for (int a = 0; a < k; a++) {
                    for (int b = 0; b < k; b++) {
                        sum += w[a * k + b] * x[(i + a) * n + j + b];
                    }
                }
                y[i * m + j] = sum;
            }
        }
    }

    static void stencil(float[] x, int n, float centre, float side, float[] y) {
        for (int i = 1; i < n - 1; i++) {
            for (int j = 1; j < n - 1; j++) {
                int at = i * n + j;
                y[at] = centre * x[at] + side * (x[at - n] + x[at + n] + x[at - 1] + x[at + 1]);
            }
        }
    }

    /** In place, radix 2, with a multiplication by the root at each step. */
    static void fft(float[] re, float[] im) {
        int n = re.length;
        for (int i = 1, j = 0; i < n; i++) {
            int bit = n >> 1;
            for (; (j & bit) != 0; bit >>= 1) {
                j ^= bit;
            }
            j ^= bit;
            if (i < j) {
                float real = re[i];
                re[i] = re[j];
                re[j] = real;
                float imaginary = im[i];
                im[i] = im[j];
                im[j] = imaginary;
            }
        }
        for (int length = 2; length <= n; length <<= 1) {
            double angle = -2 * Math.PI / length;
            for (int k = 0; k < length / 2; k++) {
                float wr = (float) Math.cos(angle * k);
                float wi = (float) Math.sin(angle * k);
                for (int i = k; i < n; i += length) {
                    int other = i + length / 2;
                    float br = re[other] * wr - im[other] * wi;
                    float bi = re[other] * wi + im[other] * wr;
                    re[other] = re[i] - br;
                    im[other] = im[i] - bi;
                    re[i] += br;
                    im[i] += bi;
                }
            }
        }
    }

    static void kMeans(float[] points, float[] centres, int d) {
        int k = centres.length / d;
        float[] sums = new float[centres.length];
        int[] counts = new int[k];
        for (int p = 0; p < points.length; p += d) {
            int nearest = 0;
            float least = Float.POSITIVE_INFINITY;
            for (int c = 0; c < k; c++) {
                float distance = 0;
                for (int j = 0; j < d; j++) {
                    float apart = points[p + j] - centres[c * d + j];
                    distance += apart * apart;
                }
                if (distance < least) {
                    least = distance;
                    nearest = c;
                }
            }
            counts[nearest]++;
            for (int j = 0; j < d; j++) {
                sums[nearest * d + j] += points[p + j];
            }
        }
        keep(sums[0] + counts[0]);
    }

    static void logistic(float[] rows, float[] labels, float[] w) {
        int d = w.length;
        float[] gradient = new float[d];
        for (int i = 0; i < labels.length; i++) {
            float margin = 0;
            for (int j = 0; j < d; j++) {
                margin += rows[i * d + j] * w[j];
            }
            float residual = (float) (1 / (1 + Math.exp(-margin))) - labels[i];
            for (int j = 0; j < d; j++) {
                gradient[j] += residual * rows[i * d + j];
            }
        }
        keep(gradient[0]);
    }

    static void spmv(int[] starts, int[] columns, float[] values, float[] x, float[] y) {
        for (int i = 0; i < y.length; i++) {
            float sum = 0;
            for (int e = starts[i]; e < starts[i + 1]; e++) {
                sum += values[e] * x[columns[e]];
            }
            y[i] = sum;
        }
    }

    static void bodies(float[] p, float[] m, float softening, float[] a) {
        int n = m.length;
        for (int i = 0; i < n; i++) {
            float ax = 0;
            float ay = 0;
            float az = 0;
            for (int j = 0; j < n; j++) {
                float dx = p[j] - p[i];
                float dy = p[n + j] - p[n + i];
                float dz = p[2 * n + j] - p[2 * n + i];
                float squared = dx * dx + dy * dy + dz * dz + softening;
                float factor = m[j] / (squared * (float) Math.sqrt(squared));
                ax += dx * factor;
                ay += dy * factor;
                az += dz * factor;
            }
            a[i] = ax;
            a[n + i] = ay;
            a[2 * n + i] = az;
        }
    }

    /** Calls alone, with the distribution function of Abramowitz and Stegun 26.2.17. */
    static void blackScholes(
            float[] s, float[] k, float[] t, double rate, double volatility, float[] call) {
        for (int i = 0; i < call.length; i++) {
            double spread = volatility * Math.sqrt(t[i]);
            double upper =
                    (Math.log(s[i] / k[i]) + (rate + volatility * volatility / 2) * t[i]) / spread;
            double later = k[i] * Math.exp(-rate * t[i]);
            call[i] = (float) (s[i] * normal(upper) - later * normal(upper - spread));
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

    static void uniform(float[] numbers) {
        var random = new SplittableRandom(1);
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = random.nextInt(1 << 24) * 0x1p-24f;
        }
    }
}
