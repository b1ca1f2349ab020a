package io.wick.pipeline;

import io.wick.Fn0;
import io.wick.Fn1;
import io.wick.Fn2;
import io.wick.error.PipelineException;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What becomes of the rows of a group.
 *
 * <pre>{@code
 * .groupBy(Flight::origin)
 * .aggregate(Delays.class, Aggregates.count(), Aggregates.mean(Flight::delay),
 *         Aggregates.quantile(Flight::delay, 0.99))
 * }</pre>
 *
 * An input that is a record's accessor reads its column and no other; any other function gets rows.
 * Nulls are skipped. Immutable; any thread.
 */
public final class Aggregates {
    private Aggregates() {}

    /** How many rows there are. */
    public static <T> Aggregate<T, Long> count() {
        return new Aggregate.Count<>();
    }

    /** How many rows have a value that is not null. */
    public static <T> Aggregate<T, Long> countOf(Fn1<T, ?> input) {
        return new Aggregate.CountOf<>(Stages.given(input, "function", "countOf"));
    }

    /** How many rows a condition holds for; null counts as false. */
    public static <T> Aggregate<T, Long> countIf(Fn1<T, Boolean> condition) {
        return new Aggregate.CountIf<>(Stages.given(condition, "condition", "countIf"));
    }

    /**
     * The exact sum of whole numbers (byte, short, int, long); beyond the range of a long the run
     * fails with an {@link ArithmeticException}.
     */
    public static <T> Aggregate<T, Long> sum(Fn1<T, ? extends Number> input) {
        return new Aggregate.Sum<>(Stages.given(input, "function", "sum"));
    }

    /** The sum of any numbers, as doubles; compensated (Neumaier), so good to about an ulp. */
    public static <T> Aggregate<T, Double> sumDouble(Fn1<T, ? extends Number> input) {
        return new Aggregate.SumDouble<>(Stages.given(input, "function", "sumDouble"));
    }

    /** The smallest value; doubles as by {@link Double#compare}. */
    public static <T, V extends Comparable<? super V>> Aggregate<T, V> min(Fn1<T, V> input) {
        return new Aggregate.Extreme<>(Stages.given(input, "function", "min"), false);
    }

    /** The largest value; doubles as by {@link Double#compare}. */
    public static <T, V extends Comparable<? super V>> Aggregate<T, V> max(Fn1<T, V> input) {
        return new Aggregate.Extreme<>(Stages.given(input, "function", "max"), true);
    }

    /** The arithmetic mean: exact sum of whole numbers, compensated sum of others. */
    public static <T> Aggregate<T, Double> mean(Fn1<T, ? extends Number> input) {
        return new Aggregate.Mean<>(Stages.given(input, "function", "mean"));
    }

    /**
     * The variance of a sample (divided by n - 1), by Welford's and Chan's updates; null of fewer
     * than two values.
     */
    public static <T> Aggregate<T, Double> variance(Fn1<T, ? extends Number> input) {
        return new Aggregate.Variance<>(Stages.given(input, "function", "variance"), false);
    }

    /** The square root of {@link #variance}. */
    public static <T> Aggregate<T, Double> stddev(Fn1<T, ? extends Number> input) {
        return new Aggregate.Variance<>(Stages.given(input, "function", "stddev"), true);
    }

    /** How many different values there are, exactly: all of them are held in memory. */
    public static <T> Aggregate<T, Long> distinct(Fn1<T, ?> input) {
        return new Aggregate.Distinct<>(Stages.given(input, "function", "distinct"));
    }

    /**
     * About how many different values there are, by HyperLogLog (Apache DataSketches, lg k = 12):
     * the relative standard error is 1.6 %, and 2 KiB per group are enough.
     */
    public static <T> Aggregate<T, Long> approximateDistinct(Fn1<T, ?> input) {
        return new Aggregate.ApproximateDistinct<>(
                Stages.given(input, "function", "approximateDistinct"));
    }

    /**
     * The smallest value that at least a fraction {@code rank} of the values do not exceed (nearest
     * rank); NaN is left out. Exact for ints that are dense enough for a histogram (a range of at
     * most 16 times the number of values, but for up to 4,096 values outside of it) and for groups
     * of up to 4,096 values; else by a KLL sketch (Apache DataSketches, k = 2,000), whose rank is
     * off by less than 0.15 % with 99 % confidence. Several quantiles of one column share their
     * work.
     *
     * @param rank 0 to 1; 0 is the smallest value, 1 the largest
     */
    public static <T> Aggregate<T, Double> quantile(Fn1<T, ? extends Number> input, double rank) {
        if (!(rank >= 0 && rank <= 1)) {
            throw new PipelineException(
                    "A quantile's rank is from 0 to 1, 0.95 for example; got " + rank);
        }
        return new Aggregate.Quantile<>(Stages.given(input, "function", "quantile"), rank);
    }

    /** The {@code k} largest values, largest first; fewer if there are fewer. */
    public static <T, V extends Comparable<? super V>> Aggregate<T, List<V>> topK(
            Fn1<T, V> input, int k) {
        if (k < 1) {
            throw new PipelineException("topK needs a k of 1 or more, got " + k);
        }
        return new Aggregate.TopK<>(Stages.given(input, "function", "topK"), k);
    }

    /**
     * An aggregate of your own. The accumulator must be serialisable; the functions may change and
     * give back the first one they got, and must leave the second of {@code combine} as it is.
     *
     * @param create makes an accumulator of no rows
     * @param add gives the accumulator with one more row
     * @param combine gives the accumulator of the rows of both
     * @param finish gives the result
     */
    public static <T, A, R extends @Nullable Object> Aggregate<T, R> of(
            Fn0<A> create, Fn2<A, T, A> add, Fn2<A, A, A> combine, Fn1<A, R> finish) {
        return new Aggregate.Custom<>(
                Stages.given(create, "creating function", "Aggregates.of"),
                Stages.given(add, "adding function", "Aggregates.of"),
                Stages.given(combine, "combining function", "Aggregates.of"),
                Stages.given(finish, "finishing function", "Aggregates.of"));
    }
}
