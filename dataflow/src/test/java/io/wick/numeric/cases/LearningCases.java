package io.wick.numeric.cases;

import io.wick.numeric.NumericArray;
import io.wick.numeric.library.Learning;

import java.util.List;

final class LearningCases {
    private LearningCases() {}

    static void add(List<KernelCase> to, Draw draw) {
        addKMeans(to, draw);
        addGradient(to, draw, true);
        addGradient(to, draw, false);
    }

    /** Points so near to their centres that no rounding moves them to another. */
    private static void addKMeans(List<KernelCase> to, Draw draw) {
        int n = draw.size(3000);
        int d = draw.size(9);
        int k = draw.size(12);
        NumericArray points = draw.matrix(n, d, -0.25, 0.25);
        NumericArray centres = draw.matrix(k, d, -0.1, 0.1);
        for (int c = 0; c < k; c++) {
            centres.setDouble((long) c * d, 4 * c);
        }
        double[] sums = new double[k * d];
        double[] scales = new double[k * d];
        double[] counts = new double[k];
        double inertia = 0;
        for (int i = 0; i < n; i++) {
            int c = draw.below(k);
            points.setDouble((long) i * d, 4 * c + points.getDouble((long) i * d));
            counts[c]++;
            for (int j = 0; j < d; j++) {
                double value = points.getDouble((long) i * d + j);
                sums[c * d + j] += value;
                scales[c * d + j] += Math.abs(value);
                double apart = value - centres.getDouble((long) c * d + j);
                inertia += apart * apart;
            }
        }
        to.add(
                KernelCases.plain(
                        k + " centres",
                        Learning.kMeansStep(draw.type),
                        Precision.DOUBLE,
                        List.of(points, centres),
                        new Expected(sums, scales, n),
                        Expected.exactly(counts),
                        new Expected(
                                new double[] {inertia}, new double[] {inertia + n}, n + 4 * k)));
    }

    private static void addGradient(List<KernelCase> to, Draw draw, boolean logistic) {
        int n = draw.size(3000);
        int d = draw.size(40);
        NumericArray rows = draw.matrix(n, d, -1, 1);
        NumericArray weights = draw.vector(d, -1, 1);
        NumericArray targets = draw.vector(n, -1, 1);
        double[] x = Draw.values(rows);
        double[] w = Draw.values(weights);
        double[] gradient = new double[d];
        double[] scales = new double[d];
        double loss = 0;
        double lossScale = 0;
        for (int i = 0; i < n; i++) {
            if (logistic) {
                targets.setDouble(i, draw.below(2));
            }
            double target = targets.getDouble(i);
            double margin = 0;
            double size = 1;
            for (int j = 0; j < d; j++) {
                margin += x[i * d + j] * w[j];
                size += Math.abs(x[i * d + j] * w[j]);
            }
            double residual = (logistic ? 1 / (1 + Math.exp(-margin)) : margin) - target;
            loss +=
                    logistic
                            ? Math.log(1 + Math.exp(margin)) - target * margin
                            : residual * residual / 2;
            lossScale += logistic ? size + 1 : (size + 1) * (size + 1);
            for (int j = 0; j < d; j++) {
                gradient[j] += residual * x[i * d + j];
                scales[j] += (size + 1) * Math.abs(x[i * d + j]);
            }
        }
        to.add(
                KernelCases.plain(
                        n + " rows",
                        logistic
                                ? Learning.logisticGradient(draw.type)
                                : Learning.linearGradient(draw.type),
                        Precision.DOUBLE,
                        List.of(rows, targets, weights),
                        new Expected(gradient, scales, n + d + 16),
                        new Expected(new double[] {loss}, new double[] {lossScale}, n + d + 16)));
    }
}
