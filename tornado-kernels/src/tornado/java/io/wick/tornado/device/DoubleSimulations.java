package io.wick.tornado.device;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.math.TornadoMath;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/** Bodies and options on the device. */
final class DoubleSimulations {
    private static final double TWO_PI = 6.28318530717958647692;

    /** 2^-24. */
    private static final double UNIT = 5.9604644775390625e-8;

    private DoubleSimulations() {}

    static void nBody(
            DoubleArray positions, DoubleArray masses, DoubleArray softening, DoubleArray out) {
        for (@Parallel int i = 0; i < masses.getSize(); i++) {
            int n = masses.getSize();
            double x = positions.get(i);
            double y = positions.get(n + i);
            double z = positions.get(2 * n + i);
            double soft = softening.get(0) * softening.get(0);
            double ax = 0;
            double ay = 0;
            double az = 0;
            for (int j = 0; j < n; j++) {
                double dx = positions.get(j) - x;
                double dy = positions.get(n + j) - y;
                double dz = positions.get(2 * n + j) - z;
                double squared = dx * dx + dy * dy + dz * dz + soft;
                double factor = masses.get(j) / (squared * TornadoMath.sqrt(squared));
                ax += dx * factor;
                ay += dy * factor;
                az += dz * factor;
            }
            out.set(i, ax);
            out.set(n + i, ay);
            out.set(2 * n + i, az);
        }
    }

    static void blackScholes(
            DoubleArray spots,
            DoubleArray strikes,
            DoubleArray years,
            DoubleArray rates,
            DoubleArray volatilities,
            DoubleArray calls,
            DoubleArray puts) {
        for (@Parallel int i = 0; i < calls.getSize(); i++) {
            double rate = rates.get(0);
            double volatility = volatilities.get(0);
            double spot = spots.get(i);
            double strike = strikes.get(i);
            double time = years.get(i);
            double spread = volatility * TornadoMath.sqrt(time);
            double upper =
                    (TornadoMath.log(spot / strike) + (rate + volatility * volatility / 2) * time)
                            / spread;
            double lower = upper - spread;
            double discounted = strike * TornadoMath.exp(-rate * time);
            calls.set(i, spot * normal(upper) - discounted * normal(lower));
            puts.set(i, discounted * normal(-lower) - spot * normal(-upper));
        }
    }

    /**
     * The normal distribution function: algorithm 5666 of Hart (1968) as given by West, "Better
     * approximations to cumulative normal functions", Wilmott, 2005.
     */
    private static double normal(double x) {
        double distance = x < 0 ? -x : x;
        double fraction = distance + 0.65;
        fraction = distance + 4 / fraction;
        fraction = distance + 3 / fraction;
        fraction = distance + 2 / fraction;
        fraction = distance + 1 / fraction;
        double above = 3.52624965998911e-02 * distance + 0.700383064443688;
        above = above * distance + 6.37396220353165;
        above = above * distance + 33.912866078383;
        above = above * distance + 112.079291497871;
        above = above * distance + 221.213596169931;
        above = above * distance + 220.206867912376;
        double below = 8.83883476483184e-02 * distance + 1.75566716318264;
        below = below * distance + 16.064177579207;
        below = below * distance + 86.7807322029461;
        below = below * distance + 296.564248779674;
        below = below * distance + 637.333633378831;
        below = below * distance + 793.826512519948;
        below = below * distance + 440.413735824752;
        double bell = TornadoMath.exp(-distance * distance / 2);
        double near = bell * above / below;
        double far = bell / fraction / 2.506628274631;
        double tail = distance < 7.07106781186547 ? near : far;
        tail = distance > 37 ? 0 : tail;
        return x > 0 ? 1 - tail : tail;
    }

    /**
     * The partial sums of the gains of paths, then those of their squares. Words come in twos for
     * each two paths.
     */
    static void gains(
            KernelContext at,
            IntArray words,
            DoubleArray spots,
            DoubleArray strikes,
            DoubleArray years,
            DoubleArray rates,
            DoubleArray volatilities,
            int paths,
            DoubleArray partial) {
        double[] sums = at.allocateDoubleLocalArray(Tasks.GROUP);
        double[] squares = at.allocateDoubleLocalArray(Tasks.GROUP);
        int me = at.localIdx;
        double volatility = volatilities.get(0);
        double drift = (rates.get(0) - volatility * volatility / 2) * years.get(0);
        double spread = volatility * TornadoMath.sqrt(years.get(0));
        double sum = 0;
        double square = 0;
        for (int i = at.globalIdx; i < paths; i += at.globalGroupSizeX) {
            int first = Philox.upper24(words.get(i - i % 2));
            int second = Philox.upper24(words.get(i - i % 2 + 1));
            double radius = TornadoMath.sqrt(-2 * TornadoMath.log((first + 1) * UNIT));
            double angle = TWO_PI * (second * UNIT);
            double turn = i % 2 == 0 ? TornadoMath.cos(angle) : TornadoMath.sin(angle);
            double end = spots.get(0) * TornadoMath.exp(drift + spread * (radius * turn));
            double gain = end - strikes.get(0);
            gain = gain > 0 ? gain : 0;
            sum += gain;
            square += gain * gain;
        }
        sums[me] = sum;
        squares[me] = square;
        for (int half = Tasks.GROUP / 2; half > 0; half >>= 1) {
            at.localBarrier();
            if (me < half) {
                sums[me] += sums[me + half];
                squares[me] += squares[me + half];
            }
        }
        if (me == 0) {
            partial.set(at.groupIdx, sums[0]);
            partial.set(at.groupIdx + partial.getSize() / 2, squares[0]);
        }
    }

    /** The price and its error, of partial sums. */
    static void price(
            DoubleArray partial, DoubleArray years, DoubleArray rates, int paths, DoubleArray out) {
        for (@Parallel int one = 0; one < 1; one++) {
            int groups = partial.getSize() / 2;
            double sum = 0;
            double square = 0;
            for (int i = 0; i < groups; i++) {
                sum += partial.get(i);
                square += partial.get(i + groups);
            }
            double mean = sum / paths;
            double variance = square / paths - mean * mean;
            double discount = TornadoMath.exp(-rates.get(0) * years.get(0));
            double error = TornadoMath.sqrt((variance > 0 ? variance : 0) / paths);
            out.set(0, discount * mean);
            out.set(1, discount * error);
        }
    }
}
