package io.wick.tornado.device;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.math.TornadoMath;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/** Bodies and options on the device. */
final class FloatSimulations {
    private static final float TWO_PI = 6.28318530717958647692f;

    /** 2^-24. */
    private static final float UNIT = 5.9604644775390625e-8f;

    private FloatSimulations() {}

    static void nBody(
            FloatArray positions, FloatArray masses, FloatArray softening, FloatArray out) {
        for (@Parallel int i = 0; i < masses.getSize(); i++) {
            int n = masses.getSize();
            float x = positions.get(i);
            float y = positions.get(n + i);
            float z = positions.get(2 * n + i);
            float soft = softening.get(0) * softening.get(0);
            float ax = 0;
            float ay = 0;
            float az = 0;
            for (int j = 0; j < n; j++) {
                float dx = positions.get(j) - x;
                float dy = positions.get(n + j) - y;
                float dz = positions.get(2 * n + j) - z;
                float squared = dx * dx + dy * dy + dz * dz + soft;
                float factor = masses.get(j) / (squared * TornadoMath.sqrt(squared));
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
            FloatArray spots,
            FloatArray strikes,
            FloatArray years,
            FloatArray rates,
            FloatArray volatilities,
            FloatArray calls,
            FloatArray puts) {
        for (@Parallel int i = 0; i < calls.getSize(); i++) {
            float rate = rates.get(0);
            float volatility = volatilities.get(0);
            float spot = spots.get(i);
            float strike = strikes.get(i);
            float time = years.get(i);
            float spread = volatility * TornadoMath.sqrt(time);
            float upper =
                    (TornadoMath.log(spot / strike) + (rate + volatility * volatility / 2) * time)
                            / spread;
            float lower = upper - spread;
            float discounted = strike * TornadoMath.exp(-rate * time);
            calls.set(i, spot * normal(upper) - discounted * normal(lower));
            puts.set(i, discounted * normal(-lower) - spot * normal(-upper));
        }
    }

    /**
     * The normal distribution function: algorithm 5666 of Hart (1968) as given by West, "Better
     * approximations to cumulative normal functions", Wilmott, 2005.
     */
    private static float normal(float x) {
        float distance = x < 0 ? -x : x;
        float fraction = distance + 0.65f;
        fraction = distance + 4 / fraction;
        fraction = distance + 3 / fraction;
        fraction = distance + 2 / fraction;
        fraction = distance + 1 / fraction;
        float above = 3.52624965998911e-02f * distance + 0.700383064443688f;
        above = above * distance + 6.37396220353165f;
        above = above * distance + 33.912866078383f;
        above = above * distance + 112.079291497871f;
        above = above * distance + 221.213596169931f;
        above = above * distance + 220.206867912376f;
        float below = 8.83883476483184e-02f * distance + 1.75566716318264f;
        below = below * distance + 16.064177579207f;
        below = below * distance + 86.7807322029461f;
        below = below * distance + 296.564248779674f;
        below = below * distance + 637.333633378831f;
        below = below * distance + 793.826512519948f;
        below = below * distance + 440.413735824752f;
        float bell = TornadoMath.exp(-distance * distance / 2);
        float near = bell * above / below;
        float far = bell / fraction / 2.506628274631f;
        float tail = distance < 7.07106781186547f ? near : far;
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
            FloatArray spots,
            FloatArray strikes,
            FloatArray years,
            FloatArray rates,
            FloatArray volatilities,
            int paths,
            FloatArray partial) {
        float[] sums = at.allocateFloatLocalArray(Tasks.GROUP);
        float[] squares = at.allocateFloatLocalArray(Tasks.GROUP);
        int me = at.localIdx;
        float volatility = volatilities.get(0);
        float drift = (rates.get(0) - volatility * volatility / 2) * years.get(0);
        float spread = volatility * TornadoMath.sqrt(years.get(0));
        float sum = 0;
        float square = 0;
        for (int i = at.globalIdx; i < paths; i += at.globalGroupSizeX) {
            int first = Philox.upper24(words.get(i - i % 2));
            int second = Philox.upper24(words.get(i - i % 2 + 1));
            float radius = TornadoMath.sqrt(-2 * TornadoMath.log((first + 1) * UNIT));
            float angle = TWO_PI * (second * UNIT);
            float turn = i % 2 == 0 ? TornadoMath.cos(angle) : TornadoMath.sin(angle);
            float end = spots.get(0) * TornadoMath.exp(drift + spread * (radius * turn));
            float gain = end - strikes.get(0);
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
            FloatArray partial, FloatArray years, FloatArray rates, int paths, FloatArray out) {
        for (@Parallel int one = 0; one < 1; one++) {
            int groups = partial.getSize() / 2;
            float sum = 0;
            float square = 0;
            for (int i = 0; i < groups; i++) {
                sum += partial.get(i);
                square += partial.get(i + groups);
            }
            float mean = sum / paths;
            float variance = square / paths - mean * mean;
            float discount = TornadoMath.exp(-rates.get(0) * years.get(0));
            float error = TornadoMath.sqrt((variance > 0 ? variance : 0) / paths);
            out.set(0, discount * mean);
            out.set(1, discount * error);
        }
    }
}
