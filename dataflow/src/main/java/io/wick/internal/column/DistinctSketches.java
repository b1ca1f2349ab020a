package io.wick.internal.column;

import io.wick.column.Column;
import io.wick.column.ColumnType;
import io.wick.column.LongColumn;
import io.wick.column.ObjectColumn;

import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.HllUnion;
import org.jspecify.annotations.Nullable;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;

/** Approximate numbers of different values: a HyperLogLog per group. */
final class DistinctSketches extends Accumulator {
    /** 4,096 registers: a relative standard error of 1.6 % when merged. */
    private static final int LOG_REGISTERS = 12;

    private @Nullable HllSketch[] sketches = {};

    @Override
    void grow(int groups) {
        sketches = Arrays.copyOf(sketches, room(sketches.length, groups));
    }

    @Override
    void add(Input input) {
        Column values = input.values();
        long[] hashes = new long[input.rows()];
        Hashes.combine(values, hashes);
        for (int i = 0; i < input.rows(); i++) {
            sketch(input.groups()[i]).update(hashes[i]);
        }
    }

    private HllSketch sketch(int group) {
        HllSketch sketch = sketches[group];
        if (sketch == null) {
            sketch = new HllSketch(LOG_REGISTERS);
            sketches[group] = sketch;
        }
        return sketch;
    }

    @Override
    List<ColumnType> stateTypes() {
        return List.of(ColumnType.OBJECT);
    }

    @Override
    Column[] save(int groups) {
        @Nullable Object[] states = new @Nullable Object[groups];
        for (int i = 0; i < groups; i++) {
            HllSketch sketch = sketches[i];
            states[i] = sketch == null ? null : sketch.toCompactByteArray();
        }
        return new Column[] {new ObjectColumn(states)};
    }

    @Override
    void merge(int[] groups, int rows, Column[] states) {
        for (int i = 0; i < rows; i++) {
            if (states[0].value(i) instanceof byte[] bytes) {
                HllSketch more = HllSketch.heapify(MemorySegment.ofArray(bytes));
                HllSketch own = sketches[groups[i]];
                if (own != null) {
                    HllUnion union = new HllUnion(LOG_REGISTERS);
                    union.update(own);
                    union.update(more);
                    more = union.getResult();
                }
                sketches[groups[i]] = more;
            }
        }
    }

    @Override
    Column result(int groups, Slot slot) {
        long[] counts = new long[groups];
        for (int i = 0; i < groups; i++) {
            HllSketch sketch = sketches[i];
            counts[i] = sketch == null ? 0 : Math.round(sketch.getEstimate());
        }
        return new LongColumn(counts);
    }
}
