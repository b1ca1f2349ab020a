package io.wick.internal.pipeline;

import io.wick.column.Batch;
import io.wick.column.Column;
import io.wick.column.Schema;
import io.wick.internal.column.Accessors;
import io.wick.internal.column.ColumnSort;
import io.wick.pipeline.Order;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An order by columns.
 *
 * @param columns their indices, first the one that matters most
 * @param descending which of them
 */
record SortKeys(int[] columns, boolean[] descending) {

    /** The columns of an order; empty when it needs rows. */
    static Optional<SortKeys> of(Order<?> order, Schema<?> schema) {
        List<Order.Key> keys = order.keys();
        int[] columns = new int[keys.size()];
        boolean[] descending = new boolean[columns.length];
        for (int i = 0; i < columns.length; i++) {
            Order.Key key = keys.get(i);
            var accessor = key.fn() == null ? null : Accessors.of(key.fn()).orElse(null);
            if (accessor == null || !schema.has(accessor.name())) {
                return Optional.empty();
            }
            columns[i] = schema.indexOf(accessor.name());
            descending[i] = key.descending();
        }
        return Optional.of(new SortKeys(columns, descending));
    }

    /** The columns for an order, and those that are wanted anyway; all when it needs rows. */
    static Set<String> needs(Order<?> order, Schema<?> from, Set<String> wanted) {
        return of(order, from)
                .map(
                        keys -> {
                            Set<String> needed = new HashSet<>(wanted);
                            for (int column : keys.columns) {
                                needed.add(from.field(column).name());
                            }
                            return needed;
                        })
                .orElseGet(() -> Step.all(from));
    }

    /** The indexes of a batch's rows in this order; rows that compare equal stay in theirs. */
    int[] sorted(Batch batch) {
        Column[] keys = new Column[columns.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = batch.column(columns[i]);
        }
        return ColumnSort.order(keys, descending, batch.rows());
    }
}
