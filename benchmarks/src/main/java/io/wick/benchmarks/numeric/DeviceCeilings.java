package io.wick.benchmarks.numeric;

import static io.wick.numeric.ElementType.FLOAT;

import io.wick.benchmarks.numeric.Contest.Unit;
import io.wick.numeric.Floats;
import io.wick.numeric.Shape;
import io.wick.numeric.library.Expression;
import io.wick.numeric.library.Formula;
import io.wick.numeric.library.LinearAlgebra;

import java.util.List;
import java.util.SplittableRandom;

/**
 * What a device can do at best, measured by kernels of the same backend: what it copies from one
 * array to another, and what it multiplies and adds, in registers and as a product of matrices.
 */
final class DeviceCeilings {
    private static final int LENGTH = 1 << 23;
    private static final int CHAINS = 4;
    private static final int STEPS = 32;
    private static final int SIDE = 1024;
    private static final Runnable NO_LOOP = () -> {};

    private DeviceCeilings() {}

    static List<Contest> all() {
        return List.of(copy(), multiplyAdds(), product());
    }

    private static Contest copy() {
        return new Contest(
                "copy, 8 M",
                Formula.of("copy", FLOAT, Expression.input(0)).kernel(),
                List.of(random(LENGTH)),
                NO_LOOP,
                8.0 * LENGTH,
                Unit.GIGABYTES);
    }

    /** Chains that do not wait for each other, of multiplications and additions. */
    private static Contest multiplyAdds() {
        Expression x = Expression.input(0);
        Expression sum = Expression.constant(0);
        for (int chain = 0; chain < CHAINS; chain++) {
            Expression value = Expression.constant(1.0 / (chain + 2));
            for (int step = 0; step < STEPS; step++) {
                value = value.times(x).plus(0.25);
            }
            sum = sum.plus(value);
        }
        return new Contest(
                "multiply and add in registers, 8 M",
                Formula.of("multiply-adds", FLOAT, sum).kernel(),
                List.of(random(LENGTH)),
                NO_LOOP,
                (2.0 * CHAINS * STEPS + CHAINS) * LENGTH,
                Unit.GIGAFLOPS);
    }

    private static Contest product() {
        return new Contest(
                "gemm, 1024",
                LinearAlgebra.gemm(FLOAT),
                List.of(
                        random(SIDE * SIDE).reshape(Shape.matrix(SIDE, SIDE)),
                        random(SIDE * SIDE).reshape(Shape.matrix(SIDE, SIDE))),
                NO_LOOP,
                2.0 * SIDE * SIDE * SIDE,
                Unit.GIGAFLOPS);
    }

    private static Floats random(int length) {
        var random = new SplittableRandom(length);
        Floats made = Floats.zeros(length);
        for (int i = 0; i < length; i++) {
            made.set(i, (float) random.nextDouble());
        }
        return made;
    }
}
