package io.wick.pipeline;

import io.wick.Fn0;
import io.wick.Fn1;
import io.wick.Fn2;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;

/**
 * What becomes of the rows of a group: made by {@link Aggregates}, one record per kind. Of nulls
 * the rules are those of SQL: they are skipped, and what has nothing but nulls gives null (a count
 * gives 0).
 *
 * @param <T> the type of the rows
 * @param <R> the type of the result
 */
public sealed interface Aggregate<T, R extends @Nullable Object> extends Serializable {

    /** An aggregate of one value per row. */
    sealed interface OfValue<T, R extends @Nullable Object> extends Aggregate<T, R> {
        /** Gives the value of a row. */
        Fn1<T, ?> input();
    }

    /** {@link Aggregates#count()}. */
    record Count<T>() implements Aggregate<T, Long> {}

    /** {@link Aggregates#countOf}: rows whose value is not null. */
    record CountOf<T>(Fn1<T, ?> input) implements OfValue<T, Long> {}

    /** {@link Aggregates#countIf}. */
    record CountIf<T>(Fn1<T, ?> input) implements OfValue<T, Long> {}

    /** {@link Aggregates#sum}. */
    record Sum<T>(Fn1<T, ?> input) implements OfValue<T, Long> {}

    /** {@link Aggregates#sumDouble}. */
    record SumDouble<T>(Fn1<T, ?> input) implements OfValue<T, Double> {}

    /** {@link Aggregates#min}, {@link Aggregates#max}. */
    record Extreme<T, R extends @Nullable Object>(Fn1<T, ?> input, boolean largest)
            implements OfValue<T, R> {}

    /** {@link Aggregates#mean}. */
    record Mean<T>(Fn1<T, ?> input) implements OfValue<T, Double> {}

    /** {@link Aggregates#variance}, and its root. */
    record Variance<T>(Fn1<T, ?> input, boolean root) implements OfValue<T, Double> {}

    /** {@link Aggregates#distinct}. */
    record Distinct<T>(Fn1<T, ?> input) implements OfValue<T, Long> {}

    /** {@link Aggregates#approximateDistinct}. */
    record ApproximateDistinct<T>(Fn1<T, ?> input) implements OfValue<T, Long> {}

    /** {@link Aggregates#quantile}. */
    record Quantile<T>(Fn1<T, ?> input, double rank) implements OfValue<T, Double> {}

    /** {@link Aggregates#topK}. */
    record TopK<T, R>(Fn1<T, ?> input, int k) implements OfValue<T, R> {}

    /** {@link Aggregates#of}. */
    record Custom<T, A, R extends @Nullable Object>(
            Fn0<A> create, Fn2<A, T, A> add, Fn2<A, A, A> combine, Fn1<A, R> finish)
            implements Aggregate<T, R> {}
}
