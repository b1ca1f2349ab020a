package io.wick.numeric.cases;

import io.wick.numeric.ElementType;
import io.wick.numeric.Kernel;
import io.wick.numeric.NumericArray;
import io.wick.numeric.library.LinearAlgebra;
import io.wick.numeric.library.Reductions;
import io.wick.numeric.library.Sorting;

import java.util.Arrays;
import java.util.List;

final class ReductionCases {
    private ReductionCases() {}

    static void add(List<KernelCase> to, Draw draw) {
        Kernel sum = Reductions.sum(draw.type);
        NumericArray x = draw.vector(draw.size(200_000), -1, 1);
        to.add(KernelCases.plain("signs", sum, Precision.DOUBLE, List.of(x), sumOf(x)));
        NumericArray odd = draw.special(draw.vector(draw.size(5000), -1, 1));
        to.add(KernelCases.special("odd", sum, Precision.DOUBLE, List.of(odd), sumOf(odd)));
        Kernel ends = Reductions.minMax(draw.type);
        to.add(KernelCases.plain("signs", ends, Precision.TYPE, List.of(x), endsOf(x)));
        to.add(KernelCases.special("odd", ends, Precision.TYPE, List.of(odd), endsOf(odd)));
        addMoments(to, draw);
        addHistogram(to, draw);
        Kernel scan = Reductions.scan(draw.type);
        to.add(KernelCases.plain("signs", scan, Precision.DOUBLE, List.of(x), scanOf(x)));
        to.add(KernelCases.special("odd", scan, Precision.DOUBLE, List.of(odd), scanOf(odd)));
        NumericArray y = draw.vector((int) x.size(), -1, 1);
        Kernel dot = LinearAlgebra.dot(draw.type);
        to.add(KernelCases.plain("signs", dot, Precision.DOUBLE, List.of(x, y), dotOf(x, y)));
        Kernel sort = Sorting.sort(draw.type);
        to.add(KernelCases.plain("signs", sort, Precision.TYPE, List.of(x), sortOf(x)));
        to.add(KernelCases.special("odd", sort, Precision.TYPE, List.of(odd), sortOf(odd)));
        addWhole(to, draw);
    }

    private static void addMoments(List<KernelCase> to, Draw draw) {
        NumericArray x = draw.vector(draw.size(100_000), 9, 11);
        double[] values = Draw.values(x);
        double mean = Arrays.stream(values).sum() / values.length;
        double variance = 0;
        for (double value : values) {
            variance += (value - mean) * (value - mean) / values.length;
        }
        // of the sums of x and of squares: what an implementation with one pass can keep
        double squares = Arrays.stream(values).map(v -> v * v).sum() / values.length;
        to.add(
                KernelCases.plain(
                        "around 10",
                        Reductions.moments(draw.type),
                        Precision.DOUBLE,
                        List.of(x),
                        new Expected(
                                new double[] {mean, variance},
                                new double[] {mean, squares},
                                values.length + 4)));
    }

    private static void addHistogram(List<KernelCase> to, Draw draw) {
        // values in the middles of intervals of a binary width: no rounding moves them
        int bins = 1 << draw.below(8);
        NumericArray x = draw.vector(2 + draw.size(100_000), 0, 1);
        double[] counts = new double[bins];
        x.setDouble(0, Double.NaN);
        x.setDouble(1, 1);
        counts[bins - 1]++;
        for (long i = 2; i < x.size(); i++) {
            int bin = draw.below(bins + 2) - 1;
            x.setDouble(i, (bin + 0.5) / bins);
            if (bin >= 0 && bin < bins) {
                counts[bin]++;
            }
        }
        to.add(
                KernelCases.special(
                        "with its end, outsiders and NaN",
                        Reductions.histogram(draw.type),
                        Precision.TYPE,
                        List.of(x, 0, 1, bins),
                        Expected.exactly(counts)));
    }

    private static void addWhole(List<KernelCase> to, Draw draw) {
        int[] ints = new int[draw.size(50_000)];
        Arrays.setAll(ints, i -> draw.below(1000) - 500);
        int[] sorted = ints.clone();
        Arrays.sort(sorted);
        to.add(
                KernelCases.plain(
                        "ints",
                        Sorting.sort(ElementType.INT),
                        Precision.TYPE,
                        List.of(draw.ints(ints)),
                        Expected.exactly(Arrays.stream(sorted).asDoubleStream().toArray())));
    }

    private static Expected sumOf(NumericArray x) {
        double[] values = Draw.values(x);
        double sum = 0;
        double scale = 0;
        for (double value : values) {
            sum += value;
            scale += Math.abs(value);
        }
        return new Expected(new double[] {sum}, new double[] {scale}, values.length);
    }

    private static Expected dotOf(NumericArray x, NumericArray y) {
        double[] xs = Draw.values(x);
        double[] ys = Draw.values(y);
        double sum = 0;
        double scale = 0;
        for (int i = 0; i < xs.length; i++) {
            sum += xs[i] * ys[i];
            scale += Math.abs(xs[i] * ys[i]);
        }
        return new Expected(new double[] {sum}, new double[] {scale}, xs.length + 1);
    }

    private static Expected endsOf(NumericArray x) {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (double value : Draw.values(x)) {
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
        }
        return Expected.exactly(least, greatest);
    }

    private static Expected scanOf(NumericArray x) {
        double[] values = Draw.values(x);
        double[] scales = new double[values.length];
        double sum = 0;
        double scale = 0;
        for (int i = 0; i < values.length; i++) {
            sum += values[i];
            scale += Math.abs(values[i]);
            values[i] = sum;
            scales[i] = scale;
        }
        return new Expected(values, scales, values.length);
    }

    private static Expected sortOf(NumericArray x) {
        double[] values = Draw.values(x);
        Arrays.sort(values);
        return Expected.exactly(values);
    }
}
