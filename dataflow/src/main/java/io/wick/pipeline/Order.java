package io.wick.pipeline;

import io.wick.Fn1;
import io.wick.error.PipelineException;
import io.wick.internal.column.Accessors;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An order of rows by one key or several. Nulls come before all values, and behind them in a
 * descending order. Immutable, thread-safe.
 *
 * <pre>{@code
 * Order.by(Flight::delay).descending().then(Flight::date).then(Flight::origin)
 * }</pre>
 *
 * @param <T> the type of a row
 */
public final class Order<T> implements Serializable {
    private static final long serialVersionUID = 1L;

    private final List<Key> keys;

    /**
     * One key of an order.
     *
     * @param fn gives the key of a row, a {@link Comparable} where there is no comparator
     * @param comparator of the rows themselves, instead of a function
     */
    public record Key(
            @Nullable Fn1<Object, @Nullable Object> fn,
            @Nullable RowComparator<Object> comparator,
            boolean descending)
            implements Serializable {
        @Override
        public String toString() {
            String name =
                    fn == null
                            ? "a comparator"
                            : Accessors.of(fn).map(Accessors.Accessor::name).orElse("a function");
            return descending ? name + " descending" : name;
        }
    }

    private Order(List<Key> keys) {
        this.keys = List.copyOf(keys);
    }

    /** By a key, smallest first. */
    @SuppressWarnings("unchecked")
    public static <T, K extends Comparable<? super K>> Order<T> by(
            Fn1<? super T, ? extends K> key) {
        return new Order<>(
                List.of(
                        new Key(
                                (Fn1<Object, @Nullable Object>)
                                        (Fn1<?, ?>) Stages.given(key, "key", "by"),
                                null,
                                false)));
    }

    /** By a comparator of rows. */
    @SuppressWarnings("unchecked")
    public static <T> Order<T> of(RowComparator<? super T> comparator) {
        return new Order<>(
                List.of(
                        new Key(
                                null,
                                (RowComparator<Object>)
                                        Stages.given(comparator, "comparator", "of"),
                                false)));
    }

    /** The same with the last key the other way round. */
    public Order<T> descending() {
        var changed = new ArrayList<>(keys);
        Key last = changed.removeLast();
        if (last.descending()) {
            throw new PipelineException(
                    "The last key of the order by " + this + " is descending already");
        }
        changed.add(new Key(last.fn(), last.comparator(), true));
        return new Order<>(changed);
    }

    /** Among rows that compare equal so far, by another key. */
    public <K extends Comparable<? super K>> Order<T> then(Fn1<? super T, ? extends K> key) {
        return then(by(key));
    }

    /** Among rows that compare equal so far, by another order. */
    public Order<T> then(Order<? super T> other) {
        var more = new ArrayList<>(keys);
        more.addAll(Stages.given(other, "order", "then").keys);
        return new Order<>(more);
    }

    /** The keys, first the one that matters most. */
    public List<Key> keys() {
        return keys;
    }

    @Override
    public String toString() {
        return keys.stream().map(Key::toString).collect(Collectors.joining(", "));
    }
}
