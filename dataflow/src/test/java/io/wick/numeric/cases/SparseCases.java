package io.wick.numeric.cases;

import io.wick.numeric.NumericArray;
import io.wick.numeric.library.Sparse;

import java.util.Arrays;
import java.util.List;

final class SparseCases {
    private SparseCases() {}

    static void add(List<KernelCase> to, Draw draw) {
        int n = draw.size(3000);
        int m = draw.size(3000);
        int[] starts = new int[n + 1];
        int most = 0;
        for (int i = 0; i < n; i++) {
            int length = draw.below(10) == 0 ? draw.below(300) : draw.below(6);
            most = Math.max(most, length);
            starts[i + 1] = starts[i] + length;
        }
        int edges = starts[n];
        int[] columns = new int[edges];
        Arrays.setAll(columns, i -> draw.below(m));
        NumericArray values = draw.vector(edges, -1, 1);
        NumericArray x = draw.vector(m, -1, 1);
        to.add(
                KernelCases.plain(
                        edges + " elements",
                        Sparse.spmv(draw.type),
                        Precision.DOUBLE,
                        List.of(draw.ints(starts), draw.ints(columns), values, x),
                        product(starts, columns, Draw.values(values), Draw.values(x), most + 1)));
        addPageRank(to, draw, starts, most);
    }

    private static Expected product(
            int[] starts, int[] columns, double[] values, double[] x, double roundings) {
        double[] sums = new double[starts.length - 1];
        double[] scales = new double[sums.length];
        for (int i = 0; i < sums.length; i++) {
            for (int e = starts[i]; e < starts[i + 1]; e++) {
                sums[i] += values[e] * x[columns[e]];
                scales[i] += Math.abs(values[e] * x[columns[e]]);
            }
        }
        return new Expected(sums, scales, roundings);
    }

    private static void addPageRank(List<KernelCase> to, Draw draw, int[] starts, int most) {
        int n = starts.length - 1;
        int[] sources = new int[starts[n]];
        int[] out = new int[n];
        for (int e = 0; e < sources.length; e++) {
            sources[e] = draw.below(n);
            out[sources[e]]++;
        }
        NumericArray ranks = draw.vector(n, 0, 2.0 / n);
        double[] rank = Draw.values(ranks);
        double damping = draw.number(0.5, 0.9);
        double lost = 0;
        for (int i = 0; i < n; i++) {
            lost += out[i] == 0 ? rank[i] : 0;
        }
        double base = (1 - damping + damping * lost) / n;
        double[] next = new double[n];
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int e = starts[i]; e < starts[i + 1]; e++) {
                sum += rank[sources[e]] / out[sources[e]];
            }
            next[i] = base + damping * sum;
        }
        to.add(
                KernelCases.plain(
                        n + " vertices",
                        Sparse.pageRankStep(draw.type),
                        Precision.DOUBLE,
                        List.of(
                                draw.ints(starts),
                                draw.ints(sources),
                                draw.ints(out),
                                ranks,
                                damping),
                        new Expected(next, next, most + n + 8)));
    }
}
