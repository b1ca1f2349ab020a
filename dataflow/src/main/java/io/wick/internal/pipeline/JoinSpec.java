package io.wick.internal.pipeline;

import io.wick.Fn1;
import io.wick.Fn2;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;

/**
 * What a join does.
 *
 * @param leftKey gives the key of a left row
 * @param combine makes a row of two; null when {@code columns} says which columns it has
 * @param columns for each column of the result the index of a left column, or {@code -1 - index} of
 *     a right one; null when {@code combine} makes rows, and of a semi-join
 */
public record JoinSpec(
        Kind kind,
        Fn1<?, ?> leftKey,
        Fn1<?, ?> rightKey,
        @Nullable Fn2<Object, @Nullable Object, Object> combine,
        int @Nullable [] columns)
        implements Serializable {
    /** Which rows come out. */
    public enum Kind {
        /** A row for each pair. */
        INNER,
        /** A row for each pair, and one for each left row without a right one. */
        LEFT,
        /** Each left row that has a right one. */
        SEMI
    }
}
