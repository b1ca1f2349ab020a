package io.wick.internal.pipeline;

import io.wick.Fn1;
import io.wick.internal.column.ColumnSort;
import io.wick.pipeline.Order;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** An {@link Order} as a comparator of rows. */
final class RowOrder {
    private RowOrder() {}

    /** A comparator of rows. */
    static Comparator<Object> of(Order<?> order) {
        List<Order.Key> keys = order.keys();
        Comparator<Object> all = of(keys.getFirst());
        for (Order.Key key : keys.subList(1, keys.size())) {
            all = all.thenComparing(of(key));
        }
        return all;
    }

    private static Comparator<Object> of(Order.Key key) {
        return (a, b) -> compare(key, value(key, a), value(key, b));
    }

    /** A comparator of what {@link #keys} gives. */
    static Comparator<@Nullable Object[]> ofKeys(Order<?> order) {
        List<Order.Key> keys = order.keys();
        return (a, b) -> {
            for (int i = 0; i < a.length; i++) {
                int compared = compare(keys.get(i), a[i], b[i]);
                if (compared != 0) {
                    return compared;
                }
            }
            return 0;
        };
    }

    /** What a row is compared by. */
    static @Nullable Object[] keys(Order<?> order, Object row) {
        List<Order.Key> keys = order.keys();
        @Nullable Object[] values = new @Nullable Object[keys.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(keys.get(i), row);
        }
        return values;
    }

    @SuppressWarnings("unchecked")
    private static int compare(Order.Key key, @Nullable Object left, @Nullable Object right) {
        int compared;
        if (left == null || right == null) {
            compared = ColumnSort.nullRank(left == null) - ColumnSort.nullRank(right == null);
        } else if (key.comparator() != null) {
            compared = key.comparator().compare(left, right);
        } else {
            compared = ((Comparable<Object>) left).compareTo(right);
        }
        return key.descending() ? Integer.compare(0, compared) : compared;
    }

    private static @Nullable Object value(Order.Key key, Object row) {
        if (key.comparator() != null) {
            return row;
        }
        Fn1<Object, @Nullable Object> fn = Objects.requireNonNull(key.fn());
        try {
            return fn.call(row);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("the key of the order failed: " + e, e);
        }
    }
}
