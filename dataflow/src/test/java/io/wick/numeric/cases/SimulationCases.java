package io.wick.numeric.cases;

import io.wick.internal.numeric.Philox;
import io.wick.numeric.ElementType;
import io.wick.numeric.NumericArray;
import io.wick.numeric.library.Simulations;

import java.util.List;

final class SimulationCases {
    private SimulationCases() {}

    static void add(List<KernelCase> to, Draw draw) {
        addBodies(to, draw);
        addPrices(to, draw);
        addUniform(to, draw);
        addPaths(to, draw);
    }

    private static void addBodies(List<KernelCase> to, Draw draw) {
        int n = draw.size(600);
        NumericArray positions = draw.matrix(3, n, -1, 1);
        NumericArray masses = draw.vector(n, 0, 1);
        double softening = draw.number(0.1, 0.2);
        double[] p = Draw.values(positions);
        double[] m = Draw.values(masses);
        double[] values = new double[3 * n];
        double[] scales = new double[3 * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double squared = softening * softening;
                for (int axis = 0; axis < 3; axis++) {
                    squared += Math.pow(p[axis * n + j] - p[axis * n + i], 2);
                }
                double factor = m[j] / Math.pow(squared, 1.5);
                for (int axis = 0; axis < 3; axis++) {
                    values[axis * n + i] += factor * (p[axis * n + j] - p[axis * n + i]);
                    scales[axis * n + i] += factor * 2;
                }
            }
        }
        to.add(
                KernelCases.plain(
                        n + " bodies",
                        Simulations.nBody(draw.type),
                        Precision.DOUBLE,
                        List.of(positions, masses, softening),
                        new Expected(values, scales, n + 12)));
    }

    private static void addPrices(List<KernelCase> to, Draw draw) {
        int n = draw.size(3000);
        NumericArray spot = draw.vector(n, 10, 200);
        NumericArray strike = draw.vector(n, 10, 200);
        NumericArray years = draw.vector(n, 0.1, 3);
        double rate = draw.number(0, 0.1);
        double volatility = draw.number(0.1, 0.5);
        double[] s = Draw.values(spot);
        double[] k = Draw.values(strike);
        double[] t = Draw.values(years);
        double[] call = new double[n];
        double[] put = new double[n];
        double[] scales = new double[n];
        for (int i = 0; i < n; i++) {
            double spread = volatility * Math.sqrt(t[i]);
            double upper =
                    (Math.log(s[i] / k[i]) + (rate + volatility * volatility / 2) * t[i]) / spread;
            double later = k[i] * Math.exp(-rate * t[i]);
            call[i] = s[i] * normal(upper) - later * normal(upper - spread);
            put[i] = later * normal(spread - upper) - s[i] * normal(-upper);
            // an error of d1 counts by the density there, at most 0.4; d1 is at most some 30
            // spreads
            scales[i] = s[i] + k[i] + (s[i] + k[i]) * 0.4 * (Math.abs(upper) + spread);
        }
        to.add(
                KernelCases.plain(
                        "options",
                        Simulations.blackScholes(draw.type),
                        Precision.DOUBLE,
                        List.of(spot, strike, years, rate, volatility),
                        new Expected(call, scales, 32),
                        new Expected(put, scales, 32)));
    }

    private static void addUniform(List<KernelCase> to, Draw draw) {
        int n = draw.size(9000);
        long seed = ((long) draw.below(Integer.MAX_VALUE) << 31) + draw.below(Integer.MAX_VALUE);
        double[] values = new double[n];
        int perBlock = draw.type == ElementType.FLOAT ? 4 : 2;
        for (int i = 0; i < n; i++) {
            int[] words = {i / perBlock, 0, 0, 0};
            Philox.rounds(words, (int) seed, (int) (seed >>> 32));
            int w = i % perBlock;
            values[i] =
                    perBlock == 4
                            ? (words[w] >>> 8) / 0x1p24
                            : ((long) (words[2 * w] >>> 6) * 0x1p27 + (words[2 * w + 1] >>> 5))
                                    / 0x1p53;
        }
        to.add(
                KernelCases.plain(
                        "any seed",
                        Simulations.uniform(draw.type),
                        Precision.TYPE,
                        List.of(seed, n),
                        Expected.exactly(values)));
    }

    private static void addPaths(List<KernelCase> to, Draw draw) {
        int paths = 2 + draw.size(40_000);
        long seed = draw.below(Integer.MAX_VALUE);
        double sum = 0;
        double squares = 0;
        for (int path = 0; path < paths; path++) {
            int[] words = {path / 2, 0, 0, 0};
            Philox.rounds(words, (int) seed, 0);
            double radius = Math.sqrt(-2 * Math.log(((words[0] >>> 8) + 1) / 0x1p24));
            double angle = 2 * Math.PI * (words[1] >>> 8) / 0x1p24;
            double normal = radius * (path % 2 == 0 ? Math.cos(angle) : Math.sin(angle));
            double end = 100 * Math.exp(-0.03125 + 0.25 * normal);
            double gain = Math.max(0, end - 96);
            sum += gain;
            squares += gain * gain;
        }
        double mean = sum / paths;
        double variance = squares / paths - mean * mean;
        double error = Math.sqrt(Math.max(0, variance) / paths);
        // the root of a difference of sums: an error of the difference e is one of root(e) at worst
        double scale = 100 + Math.sqrt(squares / paths) * 0x1p12;
        to.add(
                KernelCases.plain(
                        "paths",
                        Simulations.optionByPaths(draw.type),
                        Precision.DOUBLE,
                        List.of(100, 96, 1, 0, 0.25, seed, paths),
                        new Expected(
                                new double[] {mean, error},
                                new double[] {200, scale},
                                paths / 16.0 + 64)));
    }

    /**
     * The normal distribution function by its series (Abramowitz and Stegun 26.2.11), and in the
     * tails by its continued fraction (26.2.14).
     */
    static double normal(double x) {
        double density = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
        if (Math.abs(x) > 5) {
            double fraction = 0;
            for (int i = 200; i >= 1; i--) {
                fraction = i / (Math.abs(x) + fraction);
            }
            double tail = density / (Math.abs(x) + fraction);
            return x > 0 ? 1 - tail : tail;
        }
        double term = x;
        double sum = x;
        for (int i = 1; i < 200; i++) {
            term *= x * x / (2 * i + 1);
            sum += term;
        }
        return 0.5 + density * sum;
    }
}
