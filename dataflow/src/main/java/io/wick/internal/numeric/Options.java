package io.wick.internal.numeric;

import io.wick.numeric.Arguments;
import io.wick.numeric.Cpu;
import io.wick.numeric.NumericArray;

/** Prices of European options. */
public final class Options {
    private static final int TILE = 1024;

    /** Paths that one partial sum is made of; even. */
    private static final int PART = 1 << 14;

    private Options() {}

    /** By the formula of Black and Scholes. */
    public static void prices(Arguments given, Cpu cpu) {
        double rate = given.scalar(3);
        double volatility = given.scalar(4);
        cpu.ranges(
                given.array(0).size(),
                TILE,
                (from, to) -> {
                    var tile = new double[5][TILE];
                    for (long at = from; at < to; at += TILE) {
                        int count = (int) Math.min(TILE, to - at);
                        for (int i = 0; i < 3; i++) {
                            given.array(i).read(at, tile[i], 0, count);
                        }
                        for (int i = 0; i < count; i++) {
                            price(tile, i, rate, volatility);
                        }
                        given.array(5).write(at, tile[3], 0, count);
                        given.array(6).write(at, tile[4], 0, count);
                    }
                });
    }

    /** By the mean over paths. */
    public static void byPaths(Arguments given, Cpu cpu) {
        double spot = given.scalar(0);
        double strike = given.scalar(1);
        double years = given.scalar(2);
        double rate = given.scalar(3);
        double volatility = given.scalar(4);
        long seed = given.whole(5);
        long paths = given.whole(6);
        double drift = (rate - volatility * volatility / 2) * years;
        double spread = volatility * Math.sqrt(years);
        int parts = Pieces.count(paths, PART);
        var sums = new double[parts];
        var squares = new double[parts];
        Pieces.forEach(
                cpu,
                paths,
                PART,
                (number, from, to) -> {
                    int[] words = new int[4];
                    double[] normals = new double[2];
                    for (long path = from; path < to; path += 2) {
                        normals(path / 2, seed, words, normals);
                        for (int i = 0; i < 2 && path + i < to; i++) {
                            double end = spot * Math.exp(drift + spread * normals[i]);
                            double gain = Math.max(0, end - strike);
                            sums[number] += gain;
                            squares[number] += gain * gain;
                        }
                    }
                });
        double discount = Math.exp(-rate * years);
        double mean = Pieces.sum(sums, parts) / paths;
        double variance = Math.max(0, Pieces.sum(squares, parts) / paths - mean * mean);
        NumericArray result = given.array(7);
        result.setDouble(0, discount * mean);
        result.setDouble(1, discount * Math.sqrt(variance / paths));
    }

    private static void normals(long block, long seed, int[] words, double[] normals) {
        Philox.block(block, seed, words);
        double radius = Math.sqrt(-2 * Math.log(((words[0] >>> 8) + 1) * 0x1p-24));
        double angle = 2 * Math.PI * ((words[1] >>> 8) * 0x1p-24);
        normals[0] = radius * Math.cos(angle);
        normals[1] = radius * Math.sin(angle);
    }

    private static void price(double[][] tile, int i, double rate, double volatility) {
        double spot = tile[0][i];
        double strike = tile[1][i];
        double years = tile[2][i];
        double spread = volatility * Math.sqrt(years);
        double upper =
                (Math.log(spot / strike) + (rate + volatility * volatility / 2) * years) / spread;
        double lower = upper - spread;
        double discounted = strike * Math.exp(-rate * years);
        tile[3][i] = spot * normal(upper) - discounted * normal(lower);
        tile[4][i] = discounted * normal(-lower) - spot * normal(-upper);
    }

    /**
     * The normal distribution function, to about 1e-15: algorithm 5666 of Hart (1968) as given by
     * West, "Better approximations to cumulative normal functions", Wilmott, 2005.
     */
    static double normal(double x) {
        double distance = Math.abs(x);
        if (Double.isNaN(distance)) {
            return distance;
        }
        double tail;
        if (distance > 37) {
            tail = 0;
        } else if (distance < 7.07106781186547) {
            tail = Math.exp(-distance * distance / 2) * ratio(distance);
        } else {
            double fraction = distance + 0.65;
            for (int i = 4; i >= 1; i--) {
                fraction = distance + i / fraction;
            }
            tail = Math.exp(-distance * distance / 2) / fraction / 2.506628274631;
        }
        return x > 0 ? 1 - tail : tail;
    }

    private static double ratio(double x) {
        double above = 3.52624965998911e-02 * x + 0.700383064443688;
        above = above * x + 6.37396220353165;
        above = above * x + 33.912866078383;
        above = above * x + 112.079291497871;
        above = above * x + 221.213596169931;
        above = above * x + 220.206867912376;
        double below = 8.83883476483184e-02 * x + 1.75566716318264;
        below = below * x + 16.064177579207;
        below = below * x + 86.7807322029461;
        below = below * x + 296.564248779674;
        below = below * x + 637.333633378831;
        below = below * x + 793.826512519948;
        below = below * x + 440.413735824752;
        return above / below;
    }
}
