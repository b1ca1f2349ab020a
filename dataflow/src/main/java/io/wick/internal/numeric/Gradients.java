package io.wick.internal.numeric;

import io.wick.numeric.Arguments;
import io.wick.numeric.Cpu;
import io.wick.numeric.NumericArray;

import java.util.Arrays;

/** Gradients of generalised linear models, summed over rows. */
public final class Gradients {
    private Gradients() {}

    /** Of logistic regression. */
    public static void logistic(Arguments given, Cpu cpu) {
        run(given, cpu, true);
    }

    /** Of linear regression. */
    public static void linear(Arguments given, Cpu cpu) {
        run(given, cpu, false);
    }

    private static void run(Arguments given, Cpu cpu, boolean logistic) {
        NumericArray rows = given.array(0);
        double[] weights = Pieces.doubles(cpu, given.array(2));
        long size = RowTile.partOf(rows);
        var parts = new Part[Pieces.count(rows.rows(), size)];
        Pieces.forEach(
                cpu,
                rows.rows(),
                size,
                (number, from, to) -> {
                    var part = new Part(rows, given.array(1), weights, logistic);
                    for (long at = from; at < to; at += RowTile.ROWS) {
                        part.add(at, (int) Math.min(RowTile.ROWS, to - at));
                    }
                    parts[number] = part;
                });
        double[] gradient = new double[weights.length];
        double loss = 0;
        for (Part each : parts) {
            Arrays.setAll(gradient, i -> gradient[i] + each.gradient(i));
            loss += each.loss;
        }
        given.array(3).write(0, gradient, 0, gradient.length);
        given.array(4).setDouble(0, loss);
    }

    /** The sums of some rows; of one thread. */
    private static final class Part {
        private final NumericArray targets;
        private final double[] weights;
        private final boolean logistic;
        private final RowTile tile;
        private final double[] target = new double[RowTile.ROWS];
        private final double[] residuals = new double[RowTile.ROWS];
        private final double[][] lanes;
        private double loss;

        Part(NumericArray rows, NumericArray targets, double[] weights, boolean logistic) {
            this.targets = targets;
            this.weights = weights;
            this.logistic = logistic;
            this.tile = new RowTile(rows);
            this.lanes = new double[weights.length][RowTile.ROWS];
        }

        void add(long from, int count) {
            tile.load(from, count);
            targets.read(from, target, 0, count);
            Arrays.fill(residuals, 0, count, 0);
            for (int j = 0; j < weights.length; j++) {
                tile.addScaled(residuals, j, weights[j], count);
            }
            for (int i = 0; i < count; i++) {
                double margin = residuals[i];
                if (logistic) {
                    residuals[i] = odds(margin, target[i]);
                } else {
                    residuals[i] = margin - target[i];
                    loss += residuals[i] * residuals[i] / 2;
                }
            }
            for (int j = 0; j < weights.length; j++) {
                tile.addProducts(lanes[j], j, residuals, count);
            }
        }

        double gradient(int weight) {
            return Pieces.sum(lanes[weight], RowTile.ROWS);
        }

        /** Adds a loss, and gives how much the probability is above the target. */
        private double odds(double margin, double target) {
            double power = Math.exp(-Math.abs(margin)); // at most 1, so nothing overflows
            double whole = 1 + power;
            double logarithm = Math.log(whole) + (power - (whole - 1)) / whole; // of 1 + power
            loss += Math.max(margin, 0) + logarithm - target * margin;
            return (margin >= 0 ? 1 : power) / whole - target;
        }
    }
}
