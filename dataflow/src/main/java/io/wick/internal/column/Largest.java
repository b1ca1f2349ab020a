package io.wick.internal.column;

import io.wick.column.Column;
import io.wick.column.ColumnType;
import io.wick.column.Field;
import io.wick.column.ObjectColumn;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;

/** The k largest values of each group. */
final class Largest extends Accumulator {
    private final int k;
    private final Field field;
    private @Nullable PriorityQueue<Object>[] heaps = queues(0);

    Largest(int k, Field field) {
        this.k = k;
        this.field = field;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static @Nullable PriorityQueue<Object>[] queues(int count) {
        return new PriorityQueue[count];
    }

    @Override
    void grow(int groups) {
        heaps = Arrays.copyOf(heaps, room(heaps.length, groups));
    }

    @Override
    void add(Input input) {
        for (int i = 0; i < input.rows(); i++) {
            Object value = Cells.component(field, input.values().value(i));
            if (value != null) {
                add(input.groups()[i], value);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private void add(int group, Object value) {
        PriorityQueue<Object> heap = heaps[group];
        if (heap == null) {
            heap = new PriorityQueue<>();
            heaps[group] = heap;
        }
        if (heap.size() < k) {
            heap.add(value);
        } else if (((Comparable<Object>) value).compareTo(heap.element()) > 0) {
            heap.remove();
            heap.add(value);
        }
    }

    @Override
    List<ColumnType> stateTypes() {
        return List.of(ColumnType.OBJECT);
    }

    @Override
    Column[] save(int groups) {
        return new Column[] {result(groups)};
    }

    @Override
    void merge(int[] groups, int rows, Column[] states) {
        for (int i = 0; i < rows; i++) {
            if (states[0].value(i) instanceof List<?> values) {
                for (Object value : values) {
                    add(groups[i], value);
                }
            }
        }
    }

    @Override
    Column result(int groups, Slot slot) {
        return result(groups);
    }

    private ObjectColumn result(int groups) {
        @Nullable Object[] lists = new @Nullable Object[groups];
        for (int i = 0; i < groups; i++) {
            PriorityQueue<Object> heap = heaps[i];
            List<Object> list = heap == null ? new ArrayList<>() : new ArrayList<>(heap);
            list.sort(Collections.reverseOrder());
            lists[i] = list;
        }
        return new ObjectColumn(lists);
    }
}
