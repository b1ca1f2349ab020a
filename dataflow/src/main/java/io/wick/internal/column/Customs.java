package io.wick.internal.column;

import io.wick.column.Column;
import io.wick.column.ColumnBuilder;
import io.wick.column.ColumnType;
import io.wick.column.Field;
import io.wick.column.ObjectColumn;
import io.wick.pipeline.Aggregate;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;

/** The accumulators of a user's own aggregate. */
final class Customs extends Accumulator {
    private final Aggregate.Custom<Object, @Nullable Object, ?> custom;
    private final Field field;
    private @Nullable Object[] states = {};
    private int created;

    @SuppressWarnings("unchecked")
    Customs(Aggregate.Custom<?, ?, ?> custom, Field field) {
        this.field = field;
        this.custom = (Aggregate.Custom<Object, @Nullable Object, ?>) custom;
    }

    @Override
    void grow(int groups) {
        states = Arrays.copyOf(states, room(states.length, groups));
    }

    private void createAll(int groups) throws Exception {
        for (; created < groups; created++) {
            states[created] = custom.create().call();
        }
    }

    @Override
    void add(Input input) throws Exception {
        createAll(states.length);
        Object[] rows = input.given().rows();
        for (int i = 0; i < input.rows(); i++) {
            int group = input.groups()[i];
            states[group] = custom.add().call(states[group], rows[i]);
        }
    }

    @Override
    List<ColumnType> stateTypes() {
        return List.of(ColumnType.OBJECT);
    }

    @Override
    Column[] save(int groups) {
        return new Column[] {new ObjectColumn(Arrays.copyOf(states, groups))};
    }

    @Override
    @SuppressWarnings("NullAway") // an accumulator may be null if its functions say so
    void merge(int[] groups, int rowCount, Column[] more) throws Exception {
        createAll(states.length);
        for (int i = 0; i < rowCount; i++) {
            int group = groups[i];
            states[group] = custom.combine().call(states[group], more[0].value(i));
        }
    }

    @Override
    Column result(int groups, Slot slot) throws Exception {
        createAll(groups);
        ColumnBuilder results = ColumnBuilder.of(field.type(), groups);
        for (int i = 0; i < groups; i++) {
            results.addValue(Cells.held(field, custom.finish().call(states[i])));
        }
        return results.build();
    }
}
