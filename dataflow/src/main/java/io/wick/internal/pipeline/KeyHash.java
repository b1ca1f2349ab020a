package io.wick.internal.pipeline;

import io.wick.column.Batch;
import io.wick.column.BooleanColumn;
import io.wick.column.Column;
import io.wick.column.DoubleColumn;
import io.wick.column.FloatColumn;
import io.wick.column.IntColumn;
import io.wick.column.LongColumn;
import io.wick.column.ObjectColumn;
import io.wick.column.StringColumn;

import org.jspecify.annotations.Nullable;

/**
 * Hashes of keys, the same in every JVM as long as {@code hashCode} of objects in them is: enums
 * are hashed by name.
 */
final class KeyHash {
    private KeyHash() {}

    /** The part of each row, from 0 to before {@code parts}. */
    static int[] parts(Batch keys, int parts) {
        int[] hashes = hashes(keys);
        for (int i = 0; i < hashes.length; i++) {
            // The upper bits choose, so that tables that use the lower ones stay evenly filled
            hashes[i] = (int) ((Integer.toUnsignedLong(mixed(hashes[i])) * parts) >>> 32);
        }
        return hashes;
    }

    /** The hash of each row, over all columns. */
    static int[] hashes(Batch keys) {
        int[] hashes = new int[keys.rows()];
        for (int c = 0; c < keys.schema().size(); c++) {
            add(keys.column(c), hashes);
        }
        return hashes;
    }

    private static void add(Column column, int[] hashes) {
        switch (column) {
            case StringColumn strings -> add(strings, hashes);
            case IntColumn ints -> {
                int[] values = ints.values();
                for (int i = 0; i < hashes.length; i++) {
                    hashes[i] = hashes[i] * 31 + (ints.isNull(i) ? 0 : values[i]);
                }
            }
            case LongColumn longs -> {
                long[] values = longs.values();
                for (int i = 0; i < hashes.length; i++) {
                    hashes[i] = hashes[i] * 31 + (longs.isNull(i) ? 0 : Long.hashCode(values[i]));
                }
            }
            case DoubleColumn doubles -> general(doubles, hashes);
            case FloatColumn floats -> general(floats, hashes);
            case BooleanColumn booleans -> general(booleans, hashes);
            case ObjectColumn objects -> general(objects, hashes);
        }
    }

    private static void add(StringColumn column, int[] hashes) {
        String[] dictionary = column.dictionary();
        int[] codes = column.codes();
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = hashes[i] * 31 + (codes[i] < 0 ? 0 : dictionary[codes[i]].hashCode());
        }
    }

    private static void general(Column column, int[] hashes) {
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = hashes[i] * 31 + of(column.value(i));
        }
    }

    private static int of(@Nullable Object value) {
        return switch (value) {
            case null -> 0;
            case Enum<?> constant -> constant.name().hashCode();
            default -> value.hashCode();
        };
    }

    /** The finisher of MurmurHash3 (Appleby). */
    static int mixed(int hash) {
        int h = hash;
        h = (h ^ (h >>> 16)) * 0x85ebca6b;
        h = (h ^ (h >>> 13)) * 0xc2b2ae35;
        return h ^ (h >>> 16);
    }
}
