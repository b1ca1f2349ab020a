package io.wick.benchmarks.numeric;

import static io.wick.numeric.ElementType.FLOAT;

import io.wick.benchmarks.numeric.Contest.Unit;
import io.wick.numeric.Floats;
import io.wick.numeric.Ints;
import io.wick.numeric.Kernel;
import io.wick.numeric.library.Expression;
import io.wick.numeric.library.Formula;
import io.wick.numeric.library.Learning;
import io.wick.numeric.library.LinearAlgebra;
import io.wick.numeric.library.Reductions;
import io.wick.numeric.library.Signals;
import io.wick.numeric.library.Simulations;
import io.wick.numeric.library.Sorting;
import io.wick.numeric.library.Sparse;

import java.util.List;
import java.util.SplittableRandom;

/** The contests, all of floats. */
final class Contests {
    private static final int LONG = 1 << 23;

    private Contests() {}

    static List<Contest> all() {
        return List.of(
                axpy(),
                chain(),
                sum(),
                minMax(),
                histogram(),
                scan(),
                dot(),
                gemv(),
                gemm(),
                convolution1d(),
                convolution2d(),
                stencil(),
                fft(),
                sort(),
                kMeans(),
                logistic(),
                spmv(),
                bodies(),
                blackScholes(),
                uniform());
    }

    private static float[] random(int length) {
        var random = new SplittableRandom(length);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextDouble();
        }
        return values;
    }

    private static Contest axpy() {
        float[] x = random(LONG);
        float[] y = random(LONG + 1);
        float[] z = new float[LONG];
        Kernel kernel = LinearAlgebra.axpy(FLOAT);
        return new Contest(
                "axpy, 8 M",
                kernel,
                List.of(Floats.of(x), Floats.of(y).rows(0, LONG), 2),
                () -> PlainLoops.axpy(2, x, y, z),
                12.0 * LONG,
                Unit.GIGABYTES);
    }

    private static Contest chain() {
        float[] x = random(LONG);
        float[] y = random(LONG);
        float[] z = new float[LONG];
        Expression a = Expression.input(0);
        Expression b = Expression.input(1);
        Expression chain = a.times(a).plus(b.times(b)).plus(1).sqrt().times(a.minus(b)).max(b);
        return new Contest(
                "formula of 9 operations, 8 M",
                Formula.of("chain", FLOAT, chain).kernel(),
                List.of(Floats.of(x), Floats.of(y)),
                () -> PlainLoops.chain(x, y, z),
                12.0 * LONG,
                Unit.GIGABYTES);
    }

    private static Contest sum() {
        float[] x = random(LONG);
        return new Contest(
                "sum, 8 M",
                Reductions.sum(FLOAT),
                List.of(Floats.of(x)),
                () -> PlainLoops.keep(PlainLoops.sum(x)),
                4.0 * LONG,
                Unit.GIGABYTES);
    }

    private static Contest minMax() {
        float[] x = random(LONG);
        return new Contest(
                "min-max, 8 M",
                Reductions.minMax(FLOAT),
                List.of(Floats.of(x)),
                () -> PlainLoops.minMax(x),
                4.0 * LONG,
                Unit.GIGABYTES);
    }

    private static Contest histogram() {
        float[] x = random(LONG);
        return new Contest(
                "histogram of 256, 8 M",
                Reductions.histogram(FLOAT),
                List.of(Floats.of(x), 0, 1, 256),
                () -> PlainLoops.histogram(x, 0, 1, new int[256]),
                4.0 * LONG,
                Unit.GIGABYTES);
    }

    private static Contest scan() {
        float[] x = random(LONG);
        float[] z = new float[LONG];
        return new Contest(
                "scan, 8 M",
                Reductions.scan(FLOAT),
                List.of(Floats.of(x)),
                () -> PlainLoops.scan(x, z),
                8.0 * LONG,
                Unit.GIGABYTES);
    }

    private static Contest dot() {
        float[] x = random(LONG);
        float[] y = random(LONG);
        return new Contest(
                "dot, 8 M",
                LinearAlgebra.dot(FLOAT),
                List.of(Floats.of(x), Floats.of(y)),
                () -> PlainLoops.keep(PlainLoops.dot(x, y)),
                8.0 * LONG,
                Unit.GIGABYTES);
    }

    private static Contest gemv() {
        int n = 2048;
        float[] a = random(n * n);
        float[] x = random(n);
        float[] y = new float[n];
        return new Contest(
                "gemv, 2048",
                LinearAlgebra.gemv(FLOAT),
                List.of(Floats.wrap(a, n, n).copy(), Floats.of(x)),
                () -> PlainLoops.gemv(a, x, y),
                4.0 * n * n,
                Unit.GIGABYTES);
    }

    private static Contest gemm() {
        int n = 768;
        float[] a = random(n * n);
        float[] b = random(n * n);
        float[] c = new float[n * n];
        return new Contest(
                "gemm, 768",
                LinearAlgebra.gemm(FLOAT),
                List.of(Floats.wrap(a, n, n).copy(), Floats.wrap(b, n, n).copy()),
                () -> PlainLoops.gemm(a, b, c, n),
                2.0 * n * n * n,
                Unit.GIGAFLOPS);
    }

    private static Contest convolution1d() {
        int n = 1 << 21;
        float[] x = random(n);
        float[] w = random(16);
        float[] y = new float[n - 15];
        return new Contest(
                "convolution-1d, 2 M by 16",
                Signals.convolution1d(FLOAT),
                List.of(Floats.of(x), Floats.of(w)),
                () -> PlainLoops.convolution(x, w, y),
                2.0 * 16 * y.length,
                Unit.GIGAFLOPS);
    }

    private static Contest convolution2d() {
        int n = 1024;
        float[] x = random(n * n);
        float[] w = random(25);
        float[] y = new float[(n - 4) * (n - 4)];
        return new Contest(
                "convolution-2d, 1024 by 5",
                Signals.convolution2d(FLOAT),
                List.of(Floats.wrap(x, n, n).copy(), Floats.wrap(w, 5, 5)),
                () -> PlainLoops.convolution2d(x, n, w, 5, y),
                2.0 * 25 * y.length,
                Unit.GIGAFLOPS);
    }

    private static Contest stencil() {
        int n = 2048;
        float[] x = random(n * n);
        float[] y = new float[n * n];
        return new Contest(
                "stencil, 2048",
                Signals.stencil(FLOAT),
                List.of(Floats.wrap(x, n, n).copy(), 0.6, 0.1),
                () -> PlainLoops.stencil(x, n, 0.6f, 0.1f, y),
                8.0 * n * n,
                Unit.GIGABYTES);
    }

    private static Contest fft() {
        int n = 1 << 18;
        float[] re = random(n);
        float[] im = random(n);
        return new Contest(
                "fft, 256 K",
                Signals.fft(FLOAT),
                List.of(Floats.of(re), Floats.of(im), 0),
                () -> PlainLoops.fft(re.clone(), im.clone()),
                5.0 * n * 18,
                Unit.GIGAFLOPS);
    }

    private static Contest sort() {
        int n = 1 << 21;
        float[] x = random(n);
        return new Contest(
                "sort, 2 M, beside Arrays.sort",
                Sorting.sort(FLOAT),
                List.of(Floats.of(x)),
                () -> java.util.Arrays.sort(x.clone()),
                n,
                Unit.MILLIONS);
    }

    private static Contest kMeans() {
        int n = 1 << 18;
        float[] points = random(n * 8);
        float[] centres = random(16 * 8);
        return new Contest(
                "k-means-step, 256 K by 8, 16 centres",
                Learning.kMeansStep(FLOAT),
                List.of(Floats.wrap(points, n, 8).copy(), Floats.wrap(centres, 16, 8)),
                () -> PlainLoops.kMeans(points, centres, 8),
                3.0 * n * 8 * 16,
                Unit.GIGAFLOPS);
    }

    private static Contest logistic() {
        int n = 1 << 18;
        float[] rows = random(n * 16);
        float[] labels = new float[n];
        float[] w = random(16);
        return new Contest(
                "logistic-gradient, 256 K by 16",
                Learning.logisticGradient(FLOAT),
                List.of(Floats.wrap(rows, n, 16).copy(), Floats.of(labels), Floats.of(w)),
                () -> PlainLoops.logistic(rows, labels, w),
                4.0 * n * 16,
                Unit.GIGAFLOPS);
    }

    private static Contest spmv() {
        int n = 1 << 18;
        var random = new SplittableRandom(1);
        int[] starts = new int[n + 1];
        int[] columns = new int[n * 16];
        for (int i = 0; i < n; i++) {
            starts[i + 1] = starts[i] + 16;
        }
        for (int i = 0; i < columns.length; i++) {
            columns[i] = random.nextInt(n);
        }
        float[] values = random(columns.length);
        float[] x = random(n);
        float[] y = new float[n];
        return new Contest(
                "spmv, 256 K, 16 a row",
                Sparse.spmv(FLOAT),
                List.of(Ints.of(starts), Ints.of(columns), Floats.of(values), Floats.of(x)),
                () -> PlainLoops.spmv(starts, columns, values, x, y),
                2.0 * columns.length,
                Unit.GIGAFLOPS);
    }

    private static Contest bodies() {
        int n = 4096;
        float[] p = random(3 * n);
        float[] m = random(n);
        float[] a = new float[3 * n];
        return new Contest(
                "n-body, 4096",
                Simulations.nBody(FLOAT),
                List.of(Floats.wrap(p, 3, n), Floats.of(m), 0.1),
                () -> PlainLoops.bodies(p, m, 0.01f, a),
                20.0 * n * n,
                Unit.GIGAFLOPS);
    }

    private static Contest blackScholes() {
        int n = 1 << 18;
        float[] s = random(n);
        float[] k = random(n);
        float[] t = random(n);
        float[] call = new float[n];
        return new Contest(
                "black-scholes, 256 K (plain: calls alone)",
                Simulations.blackScholes(FLOAT),
                List.of(Floats.of(s), Floats.of(k), Floats.of(t), 0.02, 0.3),
                () -> PlainLoops.blackScholes(s, k, t, 0.02, 0.3, call),
                n,
                Unit.MILLIONS);
    }

    private static Contest uniform() {
        int n = 1 << 22;
        float[] numbers = new float[n];
        return new Contest(
                "uniform, 4 M, beside SplittableRandom",
                Simulations.uniform(FLOAT),
                List.of(1L, n),
                () -> PlainLoops.uniform(numbers),
                n,
                Unit.MILLIONS);
    }
}
