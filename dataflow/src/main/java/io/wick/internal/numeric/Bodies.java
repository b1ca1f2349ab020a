package io.wick.internal.numeric;

import io.wick.numeric.Arguments;
import io.wick.numeric.Cpu;
import io.wick.numeric.NumericArray;

/** Gravity between all pairs of bodies. */
public final class Bodies {
    /** Bodies whose accelerations are summed at once. */
    private static final int TILE = 256;

    private Bodies() {}

    /** The accelerations. */
    public static void run(Arguments given, Cpu cpu) {
        double[] all = Pieces.doubles(cpu, given.array(0));
        double[] masses = Pieces.doubles(cpu, given.array(1));
        double softening = given.scalar(2);
        NumericArray result = given.array(3);
        int n = masses.length;
        cpu.ranges(
                n,
                TILE,
                (from, to) -> {
                    for (int at = (int) from; at < to; at += TILE) {
                        int count = (int) Math.min(TILE, to - at);
                        var some = new Some(all, n, at, count);
                        for (int j = 0; j < n; j++) {
                            some.pull(
                                    all[j],
                                    all[n + j],
                                    all[2 * n + j],
                                    masses[j],
                                    softening * softening);
                        }
                        result.write(at, some.ax, 0, count);
                        result.write((long) n + at, some.ay, 0, count);
                        result.write(2L * n + at, some.az, 0, count);
                    }
                });
    }

    /** Some bodies; of one thread. */
    private static final class Some {
        private final double[] x = new double[TILE];
        private final double[] y = new double[TILE];
        private final double[] z = new double[TILE];
        private final double[] ax = new double[TILE];
        private final double[] ay = new double[TILE];
        private final double[] az = new double[TILE];
        private final int count;

        Some(double[] all, int n, int from, int count) {
            this.count = count;
            System.arraycopy(all, from, x, 0, count);
            System.arraycopy(all, n + from, y, 0, count);
            System.arraycopy(all, 2 * n + from, z, 0, count);
        }

        /** Adds the pull of one body on all of these. */
        void pull(double px, double py, double pz, double mass, double softening) {
            double[] x = this.x;
            double[] y = this.y;
            double[] z = this.z;
            double[] ax = this.ax;
            double[] ay = this.ay;
            double[] az = this.az;
            int n = count;
            for (int i = 0; i < n; i++) {
                double dx = px - x[i];
                double dy = py - y[i];
                double dz = pz - z[i];
                double squared = dx * dx + dy * dy + dz * dz + softening;
                double factor = mass / (squared * Math.sqrt(squared));
                ax[i] += dx * factor;
                ay[i] += dy * factor;
                az[i] += dz * factor;
            }
        }
    }
}
