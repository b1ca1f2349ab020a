package io.wick.numeric.library;

import io.wick.internal.numeric.Histograms;
import io.wick.internal.numeric.Prefixes;
import io.wick.internal.numeric.Reducing;
import io.wick.numeric.ElementType;
import io.wick.numeric.Kernel;
import io.wick.numeric.Shape;

/** Kernels that make few numbers of many, and prefix sums. All take arrays of any shape. */
public final class Reductions {
    private Reductions() {}

    /** {@code sum}: x gives [1], the sum; 0 of nothing. */
    public static Kernel sum(ElementType type) {
        return Kernel.named(Types.named("sum", type))
                .input("x", type)
                .output("sum", type, given -> Shape.vector(1))
                .cpu(Reducing::sum)
                .build();
    }

    /**
     * {@code min-max}: x gives [2], the least and the greatest; NaN if an element is, infinities of
     * nothing.
     */
    public static Kernel minMax(ElementType type) {
        return Kernel.named(Types.named("min-max", type))
                .input("x", type)
                .output("ends", type, given -> Shape.vector(2))
                .cpu(Reducing::minMax)
                .build();
    }

    /**
     * {@code moments}: x gives [2], the mean and the variance (the mean of squared distances from
     * the mean); NaN of nothing.
     */
    public static Kernel moments(ElementType type) {
        return Kernel.named(Types.named("moments", type))
                .input("x", type)
                .output("moments", type, given -> Shape.vector(2))
                .cpu(Reducing::moments)
                .build();
    }

    /**
     * {@code histogram}: x, low, high and a number of bins give [bins] ints: how many elements are
     * in each of so many equal intervals of {@code low <= x <= high}; the last one has its end. NaN
     * and what is outside is not counted. An element belongs to interval {@code (int) ((x - low) *
     * (bins / (high - low)))} in the arithmetic of the type.
     */
    public static Kernel histogram(ElementType type) {
        String name = Types.named("histogram", type);
        return Kernel.named(name)
                .input("x", type)
                .scalar("low", type)
                .scalar("high", type)
                .size("bins")
                .output(
                        "counts",
                        ElementType.INT,
                        given -> {
                            Types.check(
                                    given.whole(3) > 0 && given.scalar(1) < given.scalar(2),
                                    name,
                                    "low < high and 1 bin or more",
                                    given.scalar(1),
                                    given.scalar(2),
                                    given.whole(3));
                            return Shape.vector(given.whole(3));
                        })
                .cpu(Histograms::run)
                .build();
    }

    /** {@code scan}: x gives an array of its shape, each element plus all before it. */
    public static Kernel scan(ElementType type) {
        return Kernel.named(Types.named("scan", type))
                .input("x", type)
                .output("sums", type, given -> given.array(0).shape())
                .cpu(Prefixes::scan)
                .build();
    }
}
