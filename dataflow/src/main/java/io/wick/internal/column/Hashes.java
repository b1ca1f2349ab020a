package io.wick.internal.column;

import io.wick.column.BooleanColumn;
import io.wick.column.Column;
import io.wick.column.DoubleColumn;
import io.wick.column.FloatColumn;
import io.wick.column.IntColumn;
import io.wick.column.LongColumn;
import io.wick.column.ObjectColumn;
import io.wick.column.StringColumn;
import io.wick.error.PipelineException;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Hashes of rows that are the same in every JVM: a row's part must not depend on the node that
 * asks. Many objects' {@code hashCode} is not (enums, records of enums, what inherits that of
 * Object).
 */
final class Hashes {
    private static final long NULL = 0x5bd1e995L;

    /** Whether a class has a {@code hashCode} of its own or of a class before Object. */
    private static final ClassValue<Boolean> HASHED =
            new ClassValue<>() {
                @Override
                protected Boolean computeValue(Class<?> type) {
                    try {
                        return type.getMethod("hashCode").getDeclaringClass() != Object.class;
                    } catch (NoSuchMethodException e) {
                        throw new AssertionError(e);
                    }
                }
            };

    private Hashes() {}

    /** Spreads bits; from MurmurHash3's finaliser. */
    static long mix(long value) {
        long h = value;
        h = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
        h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return h ^ (h >>> 33);
    }

    /** The part, of {@code parts}, of each row by the values of some columns. */
    static int[] parts(Column[] columns, int rows, int parts) {
        long[] hashes = new long[rows];
        for (Column column : columns) {
            combine(column, hashes);
        }
        int[] result = new int[rows];
        for (int i = 0; i < rows; i++) {
            result[i] = (int) Long.remainderUnsigned(hashes[i], parts);
        }
        return result;
    }

    /** Mixes the hash of each row of a column into those of the columns before. */
    static void combine(Column column, long[] hashes) {
        switch (column) {
            case StringColumn given -> {
                StringColumn strings = given.compact(); // of a large dictionary the rows' part
                String[] dictionary = strings.dictionary();
                long[] known = new long[dictionary.length];
                for (int i = 0; i < known.length; i++) {
                    known[i] = dictionary[i].hashCode();
                }
                int[] codes = strings.codes();
                for (int i = 0; i < hashes.length; i++) {
                    hashes[i] = mix(hashes[i] * 31 + (codes[i] < 0 ? NULL : known[codes[i]]));
                }
            }
            case IntColumn ints -> {
                int[] values = ints.values();
                for (int i = 0; i < hashes.length; i++) {
                    hashes[i] = mix(hashes[i] * 31 + (ints.isNull(i) ? NULL : values[i]));
                }
            }
            case LongColumn longs -> {
                long[] values = longs.values();
                for (int i = 0; i < hashes.length; i++) {
                    hashes[i] = mix(hashes[i] * 31 + (longs.isNull(i) ? NULL : values[i]));
                }
            }
            case DoubleColumn _, FloatColumn _, BooleanColumn _, ObjectColumn _ -> {
                for (int i = 0; i < hashes.length; i++) {
                    hashes[i] = mix(hashes[i] * 31 + of(column.value(i)));
                }
            }
        }
    }

    private static long of(@Nullable Object value) {
        return switch (value) {
            case null -> NULL;
            case Enum<?> constant -> constant.name().hashCode();
            case Record record -> ofRecord(record);
            case Object[] array -> ofAll(Arrays.asList(array));
            case List<?> list -> ofAll(list);
            case Set<?> set -> set.stream().mapToLong(Hashes::of).map(Hashes::mix).sum();
            case Map<?, ?> map ->
                    map.entrySet().stream()
                            .mapToLong(e -> mix(of(e.getKey()) * 31 + of(e.getValue())))
                            .sum();
            default -> ofOther(value);
        };
    }

    private static long ofAll(List<?> values) {
        long hash = values.size();
        for (Object value : values) {
            hash = mix(hash * 31 + of(value));
        }
        return hash;
    }

    private static long ofRecord(Record record) {
        long hash = 1;
        try {
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                var accessor = component.getAccessor();
                accessor.setAccessible(true);
                hash = mix(hash * 31 + of(accessor.invoke(record)));
            }
        } catch (ReflectiveOperationException e) {
            throw new PipelineException(
                    "A key of " + record.getClass().getName() + " cannot be read to hash it", e);
        }
        return hash;
    }

    private static long ofOther(Object value) {
        if (!HASHED.get(value.getClass())) {
            throw new PipelineException(
                    "Values of "
                            + value.getClass().getName()
                            + " are no keys: the class has no hashCode and equals of its own."
                            + " Make it a record");
        }
        return value.hashCode();
    }
}
