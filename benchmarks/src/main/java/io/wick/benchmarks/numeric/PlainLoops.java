package io.wick.benchmarks.numeric;

/** Other kernels as one would write them at first: loops over Java arrays, in floats. */
final class PlainLoops {
    private PlainLoops() {}

    static void gemv(float[] a, float[] x, float[] y, int from, int to) {
        int n = x.length;
        for (int i = from; i < to; i++) {
            float sum = 0;
            for (int j = 0; j < n; j++) {
                sum += a[i * n + j] * x[j];
            }
            y[i] = sum;
        }
    }

    static void gemm(float[] a, float[] b, float[] c, int n, int from, int to) {
        java.util.Arrays.fill(c, from * n, to * n, 0);
        for (int i = from; i < to; i++) {
            for (int k = 0; k < n; k++) {
                float left = a[i * n + k];
                for (int j = 0; j < n; j++) {
                    c[i * n + j] += left * b[k * n + j];
                }
            }
        }
    }

    static void batched(float[] a, float[] b, int n, int from, int to) {
        float[] c = new float[n * n];
        for (int batch = from; batch < to; batch++) {
            java.util.Arrays.fill(c, 0);
            for (int i = 0; i < n; i++) {
                for (int k = 0; k < n; k++) {
                    float left = a[(batch * n + i) * n + k];
                    for (int j = 0; j < n; j++) {
                        c[i * n + j] += left * b[(batch * n + k) * n + j];
                    }
                }
            }
            PlainVectors.keep(c[0]);
        }
    }

    static void convolution2d(float[] x, int n, float[] w, int k, float[] y, int from, int to) {
        int m = n - k + 1;
        for (int i = from; i < to; i++) {
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

    static void stencil(float[] x, int n, float centre, float side, float[] y, int from, int to) {
        for (int i = Math.max(1, from); i < Math.min(n - 1, to); i++) {
            for (int j = 1; j < n - 1; j++) {
                int at = i * n + j;
                y[at] = centre * x[at] + side * (x[at - n] + x[at + n] + x[at - 1] + x[at + 1]);
            }
        }
    }

    static void stencil(
            double[] x, int n, double centre, double side, double[] y, int from, int to) {
        for (int i = Math.max(1, from); i < Math.min(n - 1, to); i++) {
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

    static void kMeans(float[] points, float[] centres, int d, int from, int to) {
        int k = centres.length / d;
        float[] sums = new float[centres.length];
        int[] counts = new int[k];
        for (int p = from * d; p < to * d; p += d) {
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
        PlainVectors.keep(sums[0] + counts[0]);
    }

    /** The gradient and the loss. */
    static void logistic(float[] rows, float[] labels, float[] w, int from, int to) {
        int d = w.length;
        float[] gradient = new float[d];
        double loss = 0;
        for (int i = from; i < to; i++) {
            float margin = 0;
            for (int j = 0; j < d; j++) {
                margin += rows[i * d + j] * w[j];
            }
            double power = Math.exp(-margin);
            loss += Math.log(1 + power) + (1 - labels[i]) * margin;
            float residual = (float) (1 / (1 + power)) - labels[i];
            for (int j = 0; j < d; j++) {
                gradient[j] += residual * rows[i * d + j];
            }
        }
        PlainVectors.keep(gradient[0] + loss);
    }

    /** The gradient and the loss. */
    static void linear(float[] rows, float[] labels, float[] w, int from, int to) {
        int d = w.length;
        float[] gradient = new float[d];
        double loss = 0;
        for (int i = from; i < to; i++) {
            float margin = 0;
            for (int j = 0; j < d; j++) {
                margin += rows[i * d + j] * w[j];
            }
            float residual = margin - labels[i];
            loss += residual * residual / 2;
            for (int j = 0; j < d; j++) {
                gradient[j] += residual * rows[i * d + j];
            }
        }
        PlainVectors.keep(gradient[0] + loss);
    }

    static void spmv(
            int[] starts, int[] columns, float[] values, float[] x, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            float sum = 0;
            for (int e = starts[i]; e < starts[i + 1]; e++) {
                sum += values[e] * x[columns[e]];
            }
            y[i] = sum;
        }
    }

    static void pageRank(
            int[] starts, int[] sources, int[] out, float[] rank, float[] next, int from, int to) {
        for (int i = from; i < to; i++) {
            float sum = 0;
            for (int e = starts[i]; e < starts[i + 1]; e++) {
                sum += rank[sources[e]] / out[sources[e]];
            }
            next[i] = 0.15f / next.length + 0.85f * sum;
        }
    }

    static void bodies(float[] p, float[] m, float softening, float[] a, int from, int to) {
        int n = m.length;
        for (int i = from; i < to; i++) {
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
}
