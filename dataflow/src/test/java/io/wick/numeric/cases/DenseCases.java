package io.wick.numeric.cases;

import io.wick.numeric.NumericArray;
import io.wick.numeric.library.LinearAlgebra;

import java.util.List;

final class DenseCases {
    private DenseCases() {}

    static void add(List<KernelCase> to, Draw draw) {
        int m = draw.size(300);
        int n = draw.size(600);
        NumericArray a = draw.matrix(m, n, -1, 1);
        NumericArray x = draw.vector(n, -1, 1);
        to.add(
                KernelCases.plain(
                        "signs",
                        LinearAlgebra.gemv(draw.type),
                        Precision.DOUBLE,
                        List.of(a, x),
                        product(a, x, 1)));
        int k = draw.size(100);
        NumericArray left = draw.matrix(draw.size(90), k, -1, 1);
        NumericArray right = draw.matrix(k, draw.size(700), -1, 1);
        to.add(
                KernelCases.plain(
                        "signs",
                        LinearAlgebra.gemm(draw.type),
                        Precision.TYPE,
                        List.of(left, right),
                        product(left, right, 1)));
        int batches = 1 + draw.below(5);
        int inner = draw.size(20);
        NumericArray lefts = draw.matrix(batches * draw.size(20), inner, -1, 1);
        NumericArray rights = draw.matrix(batches * inner, draw.size(30), -1, 1);
        to.add(
                KernelCases.plain(
                        batches + " batches",
                        LinearAlgebra.gemmBatched(draw.type),
                        Precision.TYPE,
                        List.of(lefts, rights, batches),
                        product(lefts, rights, batches)));
        NumericArray odd = draw.special(draw.matrix(7, 9, -1, 1));
        NumericArray plain = draw.matrix(9, 5, 1, 2);
        to.add(
                KernelCases.special(
                        "odd",
                        LinearAlgebra.gemm(draw.type),
                        Precision.TYPE,
                        List.of(odd, plain),
                        product(odd, plain, 1)));
    }

    private static Expected product(NumericArray a, NumericArray b, int batches) {
        int rows = (int) a.rows();
        int inner = (int) a.columns();
        int columns = (int) b.columns();
        double[] as = Draw.values(a);
        double[] bs = Draw.values(b);
        double[] values = new double[rows * columns];
        double[] scales = new double[rows * columns];
        for (int i = 0; i < rows; i++) {
            int batch = i / (rows / batches);
            for (int k = 0; k < inner; k++) {
                for (int j = 0; j < columns; j++) {
                    double term = as[i * inner + k] * bs[(batch * inner + k) * columns + j];
                    values[i * columns + j] += term;
                    scales[i * columns + j] += Math.abs(term);
                }
            }
        }
        return new Expected(values, scales, inner + 1);
    }
}
