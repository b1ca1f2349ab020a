package io.wick.benchmarks.numeric;

import static io.wick.numeric.ElementType.DOUBLE;
import static io.wick.numeric.ElementType.FLOAT;

import io.wick.benchmarks.numeric.Contest.Unit;
import io.wick.numeric.Doubles;
import io.wick.numeric.Floats;
import io.wick.numeric.Ints;
import io.wick.numeric.Shape;
import io.wick.numeric.library.Learning;
import io.wick.numeric.library.LinearAlgebra;
import io.wick.numeric.library.Signals;
import io.wick.numeric.library.Simulations;
import io.wick.numeric.library.Sparse;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The contests; of floats where it is not said. */
final class Contests {
    private Contests() {}

    static List<Contest> all() {
        var all = new ArrayList<Contest>(VectorContests.all());
        all.addAll(
                List.of(
                        gemv(),
                        gemm(),
                        batched(),
                        convolution2d(),
                        stencil(),
                        doubleStencil(),
                        fft(),
                        kMeans(),
                        gradient(true),
                        gradient(false),
                        spmv(),
                        pageRank(),
                        bodies()));
        return all;
    }

    private static float[] random(int length) {
        return VectorContests.random(length);
    }

    private static Contest gemv() {
        int n = 2048;
        float[] a = random(n * n);
        float[] x = random(n);
        float[] y = new float[n];
        return Contest.of(
                "gemv, 2048",
                LinearAlgebra.gemv(FLOAT),
                List.of(Floats.wrap(a, n, n).copy(), Floats.of(x)),
                n,
                (from, to) -> PlainLoops.gemv(a, x, y, from, to),
                4.0 * n * n,
                Unit.GIGABYTES);
    }

    private static Contest gemm() {
        int n = 768;
        float[] a = random(n * n);
        float[] b = random(n * n);
        float[] c = new float[n * n];
        return Contest.of(
                "gemm, 768",
                LinearAlgebra.gemm(FLOAT),
                List.of(Floats.wrap(a, n, n).copy(), Floats.wrap(b, n, n).copy()),
                n,
                (from, to) -> PlainLoops.gemm(a, b, c, n, from, to),
                2.0 * n * n * n,
                Unit.GIGAFLOPS);
    }

    private static Contest batched() {
        int batches = 256;
        int n = 48;
        float[] a = random(batches * n * n);
        float[] b = random(batches * n * n + 1);
        return Contest.of(
                "gemm-batched, 256 of 48",
                LinearAlgebra.gemmBatched(FLOAT),
                List.of(
                        Floats.wrap(a, (long) batches * n, n).copy(),
                        Floats.of(b).rows(0, a.length).reshape(Shape.matrix(batches * n, n)),
                        batches),
                batches,
                (from, to) -> PlainLoops.batched(a, b, n, from, to),
                2.0 * batches * n * n * n,
                Unit.GIGAFLOPS);
    }

    private static Contest convolution2d() {
        int n = 1024;
        float[] x = random(n * n);
        float[] w = random(25);
        float[] y = new float[(n - 4) * (n - 4)];
        return Contest.of(
                "convolution-2d, 1024 by 5",
                Signals.convolution2d(FLOAT),
                List.of(Floats.wrap(x, n, n).copy(), Floats.wrap(w, 5, 5)),
                n - 4,
                (from, to) -> PlainLoops.convolution2d(x, n, w, 5, y, from, to),
                2.0 * 25 * y.length,
                Unit.GIGAFLOPS);
    }

    private static Contest stencil() {
        int n = 2048;
        float[] x = random(n * n);
        float[] y = new float[n * n];
        return Contest.of(
                "stencil, 2048",
                Signals.stencil(FLOAT),
                List.of(Floats.wrap(x, n, n).copy(), 0.6, 0.1),
                n,
                (from, to) -> PlainLoops.stencil(x, n, 0.6f, 0.1f, y, from, to),
                8.0 * n * n,
                Unit.GIGABYTES);
    }

    private static Contest doubleStencil() {
        int n = 2048;
        double[] x = VectorContests.doubles(n * n);
        double[] y = new double[n * n];
        return Contest.of(
                "stencil, 2048, doubles",
                Signals.stencil(DOUBLE),
                List.of(Doubles.wrap(x).reshape(Shape.matrix(n, n)).copy(), 0.6, 0.1),
                n,
                (from, to) -> PlainLoops.stencil(x, n, 0.6, 0.1, y, from, to),
                16.0 * n * n,
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
                null,
                5.0 * n * 18,
                Unit.GIGAFLOPS);
    }

    private static Contest kMeans() {
        int n = 1 << 18;
        float[] points = random(n * 8);
        float[] centres = random(16 * 8);
        return Contest.of(
                "k-means-step, 256 K by 8, 16 centres",
                Learning.kMeansStep(FLOAT),
                List.of(Floats.wrap(points, n, 8).copy(), Floats.wrap(centres, 16, 8)),
                n,
                (from, to) -> PlainLoops.kMeans(points, centres, 8, from, to),
                3.0 * n * 8 * 16,
                Unit.GIGAFLOPS);
    }

    private static Contest gradient(boolean logistic) {
        int n = 1 << 18;
        float[] rows = random(n * 16);
        float[] labels = new float[n];
        float[] w = random(16);
        return Contest.of(
                (logistic ? "logistic" : "linear") + "-gradient, 256 K by 16",
                logistic ? Learning.logisticGradient(FLOAT) : Learning.linearGradient(FLOAT),
                List.of(Floats.wrap(rows, n, 16).copy(), Floats.of(labels), Floats.of(w)),
                n,
                (from, to) -> {
                    if (logistic) {
                        PlainLoops.logistic(rows, labels, w, from, to);
                    } else {
                        PlainLoops.linear(rows, labels, w, from, to);
                    }
                },
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
        return Contest.of(
                "spmv, 256 K, 16 a row",
                Sparse.spmv(FLOAT),
                List.of(Ints.of(starts), Ints.of(columns), Floats.of(values), Floats.of(x)),
                n,
                (from, to) -> PlainLoops.spmv(starts, columns, values, x, y, from, to),
                2.0 * columns.length,
                Unit.GIGAFLOPS);
    }

    private static Contest pageRank() {
        int n = 1 << 18;
        var random = new SplittableRandom(2);
        int[] starts = new int[n + 1];
        int[] sources = new int[n * 16];
        int[] out = new int[n];
        for (int i = 0; i < n; i++) {
            starts[i + 1] = starts[i] + 16;
        }
        for (int i = 0; i < sources.length; i++) {
            sources[i] = random.nextInt(n);
            out[sources[i]]++;
        }
        float[] rank = random(n);
        float[] next = new float[n];
        return Contest.of(
                "page-rank-step, 256 K, 16 a vertex",
                Sparse.pageRankStep(FLOAT),
                List.of(Ints.of(starts), Ints.of(sources), Ints.of(out), Floats.of(rank), 0.85),
                n,
                (from, to) -> PlainLoops.pageRank(starts, sources, out, rank, next, from, to),
                sources.length,
                Unit.MILLIONS);
    }

    private static Contest bodies() {
        int n = 4096;
        float[] p = random(3 * n);
        float[] m = random(n);
        float[] a = new float[3 * n];
        return Contest.of(
                "n-body, 4096",
                Simulations.nBody(FLOAT),
                List.of(Floats.wrap(p, 3, n), Floats.of(m), 0.1),
                n,
                (from, to) -> PlainLoops.bodies(p, m, 0.01f, a, from, to),
                20.0 * n * n,
                Unit.GIGAFLOPS);
    }
}
