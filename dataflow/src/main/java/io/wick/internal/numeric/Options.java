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
                    var blocks = new Philox.Blocks();
                    var gains = new Gains(spot, strike, drift, spread);
                    for (long path = from; path < to; path += 2L * Philox.Blocks.COUNT) {
                        blocks.draw(path / 2, seed);
                        for (int i = 0; i < Philox.Blocks.COUNT && path + 2 * i < to; i++) {
                            gains.add(blocks.first[i], blocks.second[i], path + 2 * i + 1 < to);
                        }
                    }
                    sums[number] = gains.sum;
                    squares[number] = gains.squares;
                });
        double discount = Math.exp(-rate * years);
        double mean = Pieces.sum(sums, parts) / paths;
        double variance = Math.max(0, Pieces.sum(squares, parts) / paths - mean * mean);
        NumericArray result = given.array(7);
        result.setDouble(0, discount * mean);
        result.setDouble(1, discount * Math.sqrt(variance / paths));
    }

    /** Sums over paths; of one thread. */
    private static final class Gains {
        private final double spot;
        private final double strike;
        private final double drift;
        private final double spread;
        private double sum;
        private double squares;

        Gains(double spot, double strike, double drift, double spread) {
            this.spot = spot;
            this.strike = strike;
            this.drift = drift;
            this.spread = spread;
        }

        /** Adds a path or two, by the rule of Box and Muller. */
        void add(long word, long next, boolean two) {
            double radius = Math.sqrt(-2 * Math.log(((word >>> 8) + 1) * 0x1p-24));
            double angle = 2 * Math.PI * ((next >>> 8) * 0x1p-24);
            add(radius * Math.cos(angle));
            if (two) {
                add(radius * Math.sin(angle));
            }
        }

        private void add(double normal) {
            double gain = Math.max(0, spot * Math.exp(drift + spread * normal) - strike);
            sum += gain;
            squares += gain * gain;
        }
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
        double upperTail = tail(Math.abs(upper));
        double lowerTail = tail(Math.abs(lower));
        double upperBelow = upper > 0 ? 1 - upperTail : upperTail;
        double upperAbove = upper > 0 ? upperTail : 1 - upperTail;
        double lowerBelow = lower > 0 ? 1 - lowerTail : lowerTail;
        double lowerAbove = lower > 0 ? lowerTail : 1 - lowerTail;
        tile[3][i] = spot * upperBelow - discounted * lowerBelow;
        tile[4][i] = discounted * lowerAbove - spot * upperAbove;
    }

    /**
     * One minus the normal distribution function of a distance from 0, to about 1e-15: algorithm
     * 5666 of Hart (1968) as given by West, "Better approximations to cumulative normal functions",
     * Wilmott, 2005.
     */
    private static double tail(double distance) {
        if (distance > 37) {
            return 0;
        }
        if (distance >= 7.07106781186547) {
            double fraction = distance + 0.65;
            for (int i = 4; i >= 1; i--) {
                fraction = distance + i / fraction;
            }
            return Math.exp(-distance * distance / 2) / fraction / 2.506628274631;
        }
        return Math.exp(-distance * distance / 2) * ratio(distance);
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
