package io.wick.benchmarks.numeric;

import static io.wick.numeric.ElementType.DOUBLE;
import static io.wick.numeric.ElementType.FLOAT;

import io.wick.benchmarks.numeric.Contest.Loop;
import io.wick.benchmarks.numeric.Contest.Unit;
import io.wick.numeric.Doubles;
import io.wick.numeric.Floats;
import io.wick.numeric.Kernel;
import io.wick.numeric.library.Expression;
import io.wick.numeric.library.Formula;
import io.wick.numeric.library.LinearAlgebra;
import io.wick.numeric.library.Reductions;
import io.wick.numeric.library.Signals;
import io.wick.numeric.library.Simulations;
import io.wick.numeric.library.Sorting;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** The contests on vectors. */
final class VectorContests {
    private static final int LONG = 1 << 23;

    private VectorContests() {}

    static List<Contest> all() {
        float[] x = random(LONG);
        float[] y = random(LONG);
        double[] u = doubles(LONG);
        double[] v = doubles(LONG);
        return List.of(
                axpy(x, y),
                axpy(u, v),
                chain(x, y),
                floats("sum", Reductions.sum(FLOAT), x, (a, b) -> PlainVectors.sum(x, a, b)),
                doubles("sum", Reductions.sum(DOUBLE), u, (a, b) -> PlainVectors.sum(u, a, b)),
                floats(
                        "min-max",
                        Reductions.minMax(FLOAT),
                        x,
                        (a, b) -> PlainVectors.minMax(x, a, b)),
                doubles(
                        "min-max",
                        Reductions.minMax(DOUBLE),
                        u,
                        (a, b) -> PlainVectors.minMax(u, a, b)),
                floats(
                        "moments",
                        Reductions.moments(FLOAT),
                        x,
                        (a, b) -> PlainVectors.moments(x, a, b)),
                histogram(x),
                dot(x, y),
                dot(u, v),
                scan(x),
                scan(u),
                sort(),
                convolution(),
                blackScholes(),
                uniform(),
                paths());
    }

    static float[] random(int length) {
        var random = new SplittableRandom(length);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextDouble();
        }
        return values;
    }

    static double[] doubles(int length) {
        return new SplittableRandom(length).doubles(length).toArray();
    }

    private static Contest floats(String name, Kernel kernel, float[] x, Loop loop) {
        return Contest.of(
                name + ", 8 M",
                kernel,
                List.of(Floats.of(x)),
                LONG,
                loop,
                4.0 * LONG,
                Unit.GIGABYTES);
    }

    private static Contest doubles(String name, Kernel kernel, double[] x, Loop loop) {
        return Contest.of(
                name + ", 8 M doubles",
                kernel,
                List.of(Doubles.of(x)),
                LONG,
                loop,
                8.0 * LONG,
                Unit.GIGABYTES);
    }

    private static Contest axpy(float[] x, float[] y) {
        float[] z = new float[LONG];
        return Contest.of(
                "axpy, 8 M",
                LinearAlgebra.axpy(FLOAT),
                List.of(Floats.of(x), Floats.of(y), 2),
                LONG,
                (from, to) -> PlainVectors.axpy(2, x, y, z, from, to),
                12.0 * LONG,
                Unit.GIGABYTES);
    }

    private static Contest axpy(double[] x, double[] y) {
        double[] z = new double[LONG];
        return Contest.of(
                "axpy, 8 M doubles",
                LinearAlgebra.axpy(DOUBLE),
                List.of(Doubles.of(x), Doubles.of(y), 2),
                LONG,
                (from, to) -> PlainVectors.axpy(2, x, y, z, from, to),
                24.0 * LONG,
                Unit.GIGABYTES);
    }

    private static Contest chain(float[] x, float[] y) {
        float[] z = new float[LONG];
        Expression a = Expression.input(0);
        Expression b = Expression.input(1);
        Expression chain = a.times(a).plus(b.times(b)).plus(1).sqrt().times(a.minus(b)).max(b);
        return Contest.of(
                "formula of 9 operations, 8 M",
                Formula.of("chain", FLOAT, chain).kernel(),
                List.of(Floats.of(x), Floats.of(y)),
                LONG,
                (from, to) -> PlainVectors.chain(x, y, z, from, to),
                12.0 * LONG,
                Unit.GIGABYTES);
    }

    private static Contest histogram(float[] x) {
        return Contest.of(
                "histogram of 256, 8 M",
                Reductions.histogram(FLOAT),
                List.of(Floats.of(x), 0, 1, 256),
                LONG,
                (from, to) -> PlainVectors.histogram(x, 0, 1, 256, from, to),
                4.0 * LONG,
                Unit.GIGABYTES);
    }

    private static Contest dot(float[] x, float[] y) {
        return Contest.of(
                "dot, 8 M",
                LinearAlgebra.dot(FLOAT),
                List.of(Floats.of(x), Floats.of(y)),
                LONG,
                (from, to) -> PlainVectors.dot(x, y, from, to),
                8.0 * LONG,
                Unit.GIGABYTES);
    }

    private static Contest dot(double[] x, double[] y) {
        return Contest.of(
                "dot, 8 M doubles",
                LinearAlgebra.dot(DOUBLE),
                List.of(Doubles.of(x), Doubles.of(y)),
                LONG,
                (from, to) -> PlainVectors.dot(x, y, from, to),
                16.0 * LONG,
                Unit.GIGABYTES);
    }

    private static Contest scan(float[] x) {
        float[] z = new float[LONG];
        return new Contest(
                "scan, 8 M",
                Reductions.scan(FLOAT),
                List.of(Floats.of(x)),
                () -> PlainVectors.scan(x, z),
                null,
                8.0 * LONG,
                Unit.GIGABYTES);
    }

    private static Contest scan(double[] x) {
        double[] z = new double[LONG];
        return new Contest(
                "scan, 8 M doubles; parallel: Arrays.parallelPrefix",
                Reductions.scan(DOUBLE),
                List.of(Doubles.of(x)),
                () -> PlainVectors.scan(x, z),
                () -> {
                    System.arraycopy(x, 0, z, 0, LONG);
                    Arrays.parallelPrefix(z, Double::sum);
                },
                16.0 * LONG,
                Unit.GIGABYTES);
    }

    private static Contest sort() {
        int n = 1 << 21;
        float[] x = random(n);
        return new Contest(
                "sort, 2 M, beside Arrays.sort, parallelSort",
                Sorting.sort(FLOAT),
                List.of(Floats.of(x)),
                () -> Arrays.sort(x.clone()),
                () -> Arrays.parallelSort(x.clone()),
                n,
                Unit.MILLIONS);
    }

    private static Contest convolution() {
        int n = 1 << 21;
        float[] x = random(n);
        float[] w = random(16);
        float[] y = new float[n - 15];
        return Contest.of(
                "convolution-1d, 2 M by 16",
                Signals.convolution1d(FLOAT),
                List.of(Floats.of(x), Floats.of(w)),
                y.length,
                (from, to) -> PlainVectors.convolution(x, w, y, from, to),
                2.0 * 16 * y.length,
                Unit.GIGAFLOPS);
    }

    private static Contest blackScholes() {
        int n = 1 << 18;
        float[] s = random(n);
        float[] k = random(n + 1);
        float[] t = random(n + 2);
        float[][] prices = new float[2][n];
        return Contest.of(
                "black-scholes, 256 K",
                Simulations.blackScholes(FLOAT),
                List.of(Floats.of(s), Floats.of(k).rows(0, n), Floats.of(t).rows(0, n), 0.02, 0.3),
                n,
                (from, to) -> PlainVectors.blackScholes(s, k, t, 0.02, 0.3, prices, from, to),
                n,
                Unit.MILLIONS);
    }

    private static Contest uniform() {
        int n = 1 << 22;
        float[] numbers = new float[n];
        return Contest.of(
                "uniform, 4 M (Philox), beside SplittableRandom",
                Simulations.uniform(FLOAT),
                List.of(1L, n),
                n,
                (from, to) -> PlainVectors.uniform(numbers, from, to),
                n,
                Unit.MILLIONS);
    }

    private static Contest paths() {
        int n = 1 << 20;
        return Contest.of(
                "option-by-paths, 1 M, beside nextGaussian",
                Simulations.optionByPaths(FLOAT),
                List.of(100, 110, 1, 0.02, 0.3, 1L, n),
                n,
                (from, to) -> PlainVectors.paths(-0.025, 0.3, from, to),
                n,
                Unit.MILLIONS);
    }
}
