package io.wick.numeric.library;

import io.wick.internal.numeric.SparseCode;
import io.wick.numeric.Arguments;
import io.wick.numeric.ElementType;
import io.wick.numeric.Kernel;
import io.wick.numeric.Shape;

/**
 * Sparse matrices and graphs in compressed rows (CSR): row i has the elements from {@code
 * starts[i]} up to but without {@code starts[i + 1]}; their columns are beside them. Starts must
 * not fall, the first is 0 and the last the number of elements; columns must exist. What breaks
 * this throws an {@link IndexOutOfBoundsException} on the CPUs.
 */
public final class Sparse {
    private Sparse() {}

    /**
     * {@code spmv}: starts [n + 1] and columns [e] (ints), values [e] and a vector [m] give the
     * product [n].
     */
    public static Kernel spmv(ElementType type) {
        String name = Types.named("spmv", type);
        return Kernel.named(name)
                .input("starts", ElementType.INT)
                .input("columns", ElementType.INT)
                .input("values", type)
                .input("x", type)
                .output(
                        "product",
                        type,
                        given -> {
                            Types.vector(name, given.array(2), given.array(1).size());
                            Types.vector(name, given.array(3), -1);
                            return Shape.vector(rows(name, given));
                        })
                .work(given -> 2.0 * given.array(1).size() + given.array(0).size())
                .cpu(SparseCode::product)
                .build();
    }

    /**
     * {@code page-rank-step}: starts [n + 1] and sources [e] (ints) of the edges that come in to
     * each of n vertices, how many go out of each [n] (ints), ranks [n], and a damping such as
     * 0.85, give the next ranks: {@code (1 - damping + damping * lost) / n + damping * sum of rank
     * / out over incoming edges}, where {@code lost} is the rank of vertices with nothing going
     * out. Ranks that sum to 1 do so afterwards.
     */
    public static Kernel pageRankStep(ElementType type) {
        String name = Types.named("page-rank-step", type);
        return Kernel.named(name)
                .input("starts", ElementType.INT)
                .input("sources", ElementType.INT)
                .input("out", ElementType.INT)
                .input("ranks", type)
                .scalar("damping", type)
                .output(
                        "next",
                        type,
                        given -> {
                            long rows = rows(name, given);
                            Types.vector(name, given.array(2), rows);
                            return Types.vector(name, given.array(3), rows).shape();
                        })
                .work(given -> 2.0 * given.array(1).size() + 4.0 * given.array(0).size())
                .cpu(SparseCode::pageRank)
                .build();
    }

    private static long rows(String name, Arguments given) {
        Types.vector(name, given.array(0), -1);
        Types.vector(name, given.array(1), -1);
        Types.check(
                given.array(0).size() > 0
                        && given.ints(0).get(0) == 0
                        && given.ints(0).get(given.array(0).size() - 1) == given.array(1).size(),
                name,
                "starts from 0 to the number of columns",
                given.array(0),
                given.array(1));
        return given.array(0).size() - 1;
    }
}
