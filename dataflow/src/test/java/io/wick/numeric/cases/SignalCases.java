package io.wick.numeric.cases;

import io.wick.numeric.NumericArray;
import io.wick.numeric.library.Signals;

import java.util.List;

final class SignalCases {
    private SignalCases() {}

    static void add(List<KernelCase> to, Draw draw) {
        NumericArray w = draw.vector(draw.size(40), -1, 1);
        NumericArray x = draw.vector((int) w.size() - 1 + draw.size(9000), -1, 1);
        to.add(
                KernelCases.plain(
                        "signs",
                        Signals.convolution1d(draw.type),
                        Precision.DOUBLE,
                        List.of(x, w),
                        convolution(
                                Draw.values(x),
                                1,
                                (int) x.size(),
                                Draw.values(w),
                                1,
                                (int) w.size())));
        NumericArray odd = draw.special(draw.vector(500, -1, 1));
        NumericArray few = draw.vector(3, 1, 2);
        to.add(
                KernelCases.special(
                        "odd",
                        Signals.convolution1d(draw.type),
                        Precision.DOUBLE,
                        List.of(odd, few),
                        convolution(Draw.values(odd), 1, 500, Draw.values(few), 1, 3)));
        int p = draw.size(6);
        int q = draw.size(7);
        int h = p - 1 + draw.size(40);
        int v = q - 1 + draw.size(3000);
        NumericArray image = draw.matrix(h, v, -1, 1);
        NumericArray weights = draw.matrix(p, q, -1, 1);
        to.add(
                KernelCases.plain(
                        "signs",
                        Signals.convolution2d(draw.type),
                        Precision.DOUBLE,
                        List.of(image, weights),
                        convolution(Draw.values(image), h, v, Draw.values(weights), p, q)));
        addStencil(to, draw);
        addTransform(to, draw);
    }

    private static Expected convolution(double[] x, int h, int w, double[] by, int p, int q) {
        int rows = h - p + 1;
        int columns = w - q + 1;
        double[] values = new double[rows * columns];
        double[] scales = new double[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                for (int a = 0; a < p; a++) {
                    for (int b = 0; b < q; b++) {
                        double term = by[a * q + b] * x[(i + a) * w + j + b];
                        values[i * columns + j] += term;
                        scales[i * columns + j] += Math.abs(term);
                    }
                }
            }
        }
        return new Expected(values, scales, p * q + 1);
    }

    private static void addStencil(List<KernelCase> to, Draw draw) {
        int h = draw.size(40);
        int w = draw.size(5000);
        NumericArray grid = draw.matrix(h, w, 0, 1);
        double centre = draw.number(0, 1);
        double side = draw.number(0, 1);
        double[] x = Draw.values(grid);
        to.add(
                KernelCases.plain(
                        "grid",
                        Signals.stencil(draw.type),
                        Precision.DOUBLE,
                        List.of(grid, centre, side),
                        FormulaCases.each(
                                h * w,
                                i -> {
                                    int row = i / w;
                                    int column = i % w;
                                    boolean border =
                                            row == 0
                                                    || row == h - 1
                                                    || column == 0
                                                    || column == w - 1;
                                    return border
                                            ? x[i]
                                            : centre * x[i]
                                                    + side
                                                            * (x[i - w] + x[i + w] + x[i - 1]
                                                                    + x[i + 1]);
                                },
                                i -> 5,
                                5)));
    }

    /** A short one against the sum that defines it; a long one against what its inputs are. */
    private static void addTransform(List<KernelCase> to, Draw draw) {
        int n = 1 << draw.below(10);
        NumericArray real = draw.vector(n, -1, 1);
        NumericArray imaginary = draw.vector(n, -1, 1);
        int backward = draw.below(2);
        double[] re = Draw.values(real);
        double[] im = Draw.values(imaginary);
        double scale = 0;
        for (int i = 0; i < n; i++) {
            scale += Math.abs(re[i]) + Math.abs(im[i]);
        }
        double part = backward == 1 ? 1.0 / n : 1;
        double[] toReal = new double[n];
        double[] toImaginary = new double[n];
        double[] scales = new double[n];
        for (int k = 0; k < n; k++) {
            for (int j = 0; j < n; j++) {
                double angle = (backward == 1 ? 2 : -2) * Math.PI * ((long) j * k % n) / n;
                toReal[k] += part * (re[j] * Math.cos(angle) - im[j] * Math.sin(angle));
                toImaginary[k] += part * (re[j] * Math.sin(angle) + im[j] * Math.cos(angle));
            }
            scales[k] = part * scale;
        }
        double roundings = 8 + 4 * (31 - Integer.numberOfLeadingZeros(n));
        to.add(
                KernelCases.plain(
                        backward == 1 ? "backward" : "forward",
                        Signals.fft(draw.type),
                        Precision.DOUBLE,
                        List.of(real, imaginary, backward),
                        new Expected(toReal, scales, roundings),
                        new Expected(toImaginary, scales, roundings)));
        addWave(to, draw);
    }

    /** A wave of one frequency: its transform is zero elsewhere. */
    private static void addWave(List<KernelCase> to, Draw draw) {
        int n = 1 << 12 + draw.below(5);
        int frequency = draw.below(n);
        NumericArray real = draw.vector(n, 0, 1);
        NumericArray imaginary = draw.vector(n, 0, 1);
        for (int i = 0; i < n; i++) {
            double angle = 2 * Math.PI * ((long) i * frequency % n) / n;
            real.setDouble(i, Math.cos(angle));
            imaginary.setDouble(i, Math.sin(angle));
        }
        double[] peak = new double[n];
        peak[frequency] = n;
        double[] scales = new double[n];
        java.util.Arrays.fill(scales, 2.0 * n);
        to.add(
                KernelCases.plain(
                        "a wave",
                        Signals.fft(draw.type),
                        Precision.TYPE,
                        List.of(real, imaginary, 0),
                        new Expected(peak, scales, 60),
                        new Expected(new double[n], scales, 60)));
    }
}
