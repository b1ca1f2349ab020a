package io.wick.numeric.library;

import io.wick.internal.numeric.GemmDoubles;
import io.wick.internal.numeric.GemmFloats;
import io.wick.internal.numeric.MatrixVector;
import io.wick.internal.numeric.Reducing;
import io.wick.numeric.Arguments;
import io.wick.numeric.ElementType;
import io.wick.numeric.Kernel;
import io.wick.numeric.Shape;

/** Dense vectors and matrices. */
public final class LinearAlgebra {
    private LinearAlgebra() {}

    /**
     * {@code axpy}: x, y and a number a give {@code a * x + y}. A {@link Formula}, so in the
     * arithmetic of the type.
     */
    public static Kernel axpy(ElementType type) {
        Expression product = Expression.scalar(0).times(Expression.input(0));
        return Formula.of(Types.named("axpy", type), type, product.plus(Expression.input(1)))
                .kernel();
    }

    /** {@code dot}: two vectors give [1], the sum of the products of their elements. */
    public static Kernel dot(ElementType type) {
        String name = Types.named("dot", type);
        return Kernel.named(name)
                .input("x", type)
                .input("y", type)
                .output(
                        "dot",
                        type,
                        given -> {
                            Types.vector(name, given.array(0), -1);
                            Types.vector(name, given.array(1), given.array(0).size());
                            return Shape.vector(1);
                        })
                .cpu(Reducing::dot)
                .build();
    }

    /** {@code gemv}: a matrix [m x n] and a vector [n] give their product [m]. */
    public static Kernel gemv(ElementType type) {
        String name = Types.named("gemv", type);
        return Kernel.named(name)
                .input("a", type)
                .input("x", type)
                .output(
                        "product",
                        type,
                        given -> {
                            Types.matrix(name, given.array(0), -1, -1);
                            Types.vector(name, given.array(1), given.array(0).columns());
                            return Shape.vector(given.array(0).rows());
                        })
                .work(given -> 2.0 * given.array(0).size())
                .cpu(MatrixVector::run)
                .build();
    }

    /**
     * {@code gemm}: matrices [m x k] and [k x n] give their product [m x n]; in the arithmetic of
     * the type, with fused multiply-adds.
     */
    public static Kernel gemm(ElementType type) {
        String name = Types.named("gemm", type);
        return Kernel.named(name)
                .input("a", type)
                .input("b", type)
                .output("product", type, given -> product(name, given, 1))
                .work(given -> 2.0 * given.array(0).size() * given.array(1).columns())
                .cpu(type == ElementType.FLOAT ? GemmFloats::run : GemmDoubles::run)
                .build();
    }

    /**
     * {@code gemm-batched}: as many products at once as {@code batches} says; matrices lie one
     * above the other: [batches m x k] and [batches k x n] give [batches m x n].
     */
    public static Kernel gemmBatched(ElementType type) {
        String name = Types.named("gemm-batched", type);
        return Kernel.named(name)
                .input("a", type)
                .input("b", type)
                .size("batches")
                .output("product", type, given -> product(name, given, given.whole(2)))
                .work(given -> 2.0 * given.array(0).size() * given.array(1).columns())
                .cpu(type == ElementType.FLOAT ? GemmFloats::batched : GemmDoubles::batched)
                .build();
    }

    private static Shape product(String name, Arguments given, long batches) {
        var a = Types.matrix(name, given.array(0), -1, -1);
        Types.check(
                batches > 0 && a.rows() % batches == 0,
                name,
                "1 or more batches, and rows for each of them",
                batches,
                a);
        var b = Types.matrix(name, given.array(1), batches * a.columns(), -1);
        return Shape.matrix(a.rows(), b.columns());
    }
}
