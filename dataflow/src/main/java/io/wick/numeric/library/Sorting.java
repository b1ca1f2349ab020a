package io.wick.numeric.library;

import io.wick.internal.numeric.SortCode;
import io.wick.numeric.ElementType;
import io.wick.numeric.Kernel;

/** Sorting of keys. */
public final class Sorting {
    private Sorting() {}

    /**
     * {@code sort}: x gives its elements in ascending order, in an array of the same shape; NaN is
     * greater than all, -0 less than 0. For floats, doubles, ints and longs.
     */
    public static Kernel sort(ElementType type) {
        if (type == ElementType.HALF) {
            throw new IllegalArgumentException("Kernel 'sort' is not for halfs: sort floats");
        }
        return Kernel.named("sort." + type.word())
                .input("x", type)
                .output("sorted", type, given -> given.array(0).shape())
                .work(
                        given -> {
                            double n = given.array(0).size();
                            return n * Math.log(n + 2);
                        })
                .cpu(SortCode::run)
                .build();
    }
}
