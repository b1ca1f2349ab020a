package io.wick.numeric.cases;

import static io.wick.numeric.library.Expression.constant;
import static io.wick.numeric.library.Expression.input;
import static io.wick.numeric.library.Expression.scalar;

import io.wick.numeric.NumericArray;
import io.wick.numeric.library.Expression;
import io.wick.numeric.library.Formula;
import io.wick.numeric.library.LinearAlgebra;

import java.util.List;

final class FormulaCases {
    /** Roundings of a function such as exp on devices, in units (OpenCL 3.0, full profile: 4). */
    private static final int FUNCTION = 8;

    private FormulaCases() {}

    static void add(List<KernelCase> to, Draw draw) {
        int n = draw.size(50_000);
        double a = draw.number(-2, 2);
        NumericArray x = draw.vector(n, -3, 3);
        NumericArray y = draw.vector(n, -3, 3);
        double[] xs = Draw.values(x);
        double[] ys = Draw.values(y);
        to.add(
                KernelCases.plain(
                        "axpy",
                        LinearAlgebra.axpy(draw.type),
                        Precision.TYPE,
                        List.of(x, y, a),
                        each(n, i -> a * xs[i] + ys[i], i -> Math.abs(a * xs[i]) + 9, 2)));
        addChain(to, draw, x, y);
        NumericArray odd = draw.special(draw.vector(n, -3, 3));
        double[] odds = Draw.values(odd);
        Expression v = input(0);
        to.add(
                KernelCases.special(
                        "min, max, branches, signs",
                        Formula.of(
                                        "odd-chain." + draw.type.word(),
                                        draw.type,
                                        v.ifLess(
                                                constant(0.5),
                                                v.negate().max(constant(-1)),
                                                v.abs().min(constant(2))))
                                .kernel(),
                        Precision.TYPE,
                        List.of(odd),
                        each(
                                n,
                                i ->
                                        odds[i] < 0.5
                                                ? Math.max(-odds[i], -1)
                                                : Math.min(Math.abs(odds[i]), 2),
                                i -> 0,
                                1)));
    }

    private static void addChain(List<KernelCase> to, Draw draw, NumericArray x, NumericArray y) {
        int n = (int) x.size();
        double[] xs = Draw.values(x);
        double[] ys = Draw.values(y);
        double s = draw.number(1, 2);
        Expression square = input(0).times(input(0));
        Expression chain =
                square.plus(input(1).exp())
                        .minus(input(0).sin().times(input(1).cos()))
                        .plus(square.plus(1).sqrt().over(scalar(0)))
                        .plus(square.plus(1).log().times(input(1).tanh()))
                        .plus(square.plus(1).power(constant(0.75)));
        to.add(
                KernelCases.plain(
                        "every function",
                        Formula.of("chain." + draw.type.word(), draw.type, chain).kernel(),
                        Precision.TYPE,
                        List.of(x, y, s),
                        each(
                                n,
                                i -> {
                                    double q = xs[i] * xs[i];
                                    return q
                                            + Math.exp(ys[i])
                                            - Math.sin(xs[i]) * Math.cos(ys[i])
                                            + Math.sqrt(q + 1) / s
                                            + Math.log(q + 1) * Math.tanh(ys[i])
                                            + Math.pow(q + 1, 0.75);
                                },
                                i -> 9 + Math.exp(ys[i]) + 1 + 4 + 3 + 6,
                                FUNCTION)));
    }

    static Expected each(
            int n,
            java.util.function.IntToDoubleFunction value,
            java.util.function.IntToDoubleFunction scale,
            double roundings) {
        double[] values = new double[n];
        double[] scales = new double[n];
        java.util.Arrays.setAll(values, value);
        java.util.Arrays.setAll(scales, scale);
        return new Expected(values, scales, roundings);
    }
}
