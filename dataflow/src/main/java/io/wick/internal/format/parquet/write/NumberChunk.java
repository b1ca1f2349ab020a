package io.wick.internal.format.parquet.write;

import io.wick.column.Column;
import io.wick.column.ColumnType;
import io.wick.column.DoubleColumn;
import io.wick.column.FloatColumn;
import io.wick.column.IntColumn;
import io.wick.column.LongColumn;
import io.wick.internal.column.LongTable;

import org.jspecify.annotations.Nullable;

/**
 * Numbers, dates and instants. Values are longs here, those with fractions as their bits: the
 * dictionary then tells all apart that differ in a bit.
 */
final class NumberChunk extends ChunkWriter {
    private final boolean wide;
    private final long[] values = new long[PAGE_ROWS];
    private LongTable dictionary = new LongTable();
    private boolean bounded;
    private long least;
    private long greatest;

    NumberChunk(Leaf leaf, Packer packer) {
        super(leaf, packer, true);
        wide = leaf.physical().width() == Long.BYTES;
    }

    @Override
    int take(Column column, int from, int count) {
        int there = gather(column, from, count);
        if (leaf.field().type() == ColumnType.TIMESTAMP && leaf.nanoseconds() > 1) {
            for (int i = 0; i < there; i++) {
                values[i] = Math.floorDiv(values[i], leaf.nanoseconds());
            }
        }
        if (coded()) {
            for (int i = 0; i < there; i++) {
                code(dictionary.add(values[i]));
            }
        } else {
            for (int i = 0; i < there; i++) {
                bound(values[i]);
                put(values[i], plain());
            }
        }
        return count;
    }

    /** The values that are not null; gives how many. */
    private int gather(Column column, int from, int count) {
        int there = 0;
        for (int row = from; row < from + count; row++) {
            if (!column.isNull(row)) {
                values[there++] =
                        switch (column) {
                            case IntColumn ints -> ints.get(row);
                            case LongColumn longs -> longs.get(row);
                            case FloatColumn floats -> Float.floatToRawIntBits(floats.get(row));
                            case DoubleColumn doubles ->
                                    Double.doubleToRawLongBits(doubles.get(row));
                            default -> throw new AssertionError(column.getClass());
                        };
            }
        }
        return there;
    }

    private void put(long value, Buffer to) {
        if (wide) {
            to.putLong(value);
        } else {
            to.putInt((int) value);
        }
    }

    @Override
    void putMeanings(int[] of, int count, Buffer to) {
        for (int i = 0; i < count; i++) {
            put(dictionary.key(of[i]), to);
        }
    }

    @Override
    void putDictionary(Buffer to) {
        for (int code = 0; code < dictionary.count(); code++) {
            put(dictionary.key(code), to);
        }
    }

    @Override
    int dictionarySize() {
        return dictionary.count();
    }

    @Override
    int dictionaryBytes() {
        return dictionary.count() * leaf.physical().width();
    }

    @Override
    long plainBytes(int[] of, int count) {
        return (long) count * leaf.physical().width();
    }

    @Override
    void foldDictionary() {
        for (int code = 0; code < dictionary.count(); code++) {
            bound(dictionary.key(code));
        }
        dictionary = new LongTable();
    }

    /** A NaN has no place in an order, and is in no statistics. */
    private void bound(long value) {
        if (isNaN(value)) {
            return;
        }
        if (!bounded) {
            bounded = true;
            least = value;
            greatest = value;
        } else if (compare(value, least) < 0) {
            least = value;
        } else if (compare(value, greatest) > 0) {
            greatest = value;
        }
    }

    private boolean isNaN(long value) {
        return switch (leaf.physical()) {
            case FLOAT -> Float.isNaN(Float.intBitsToFloat((int) value));
            case DOUBLE -> Double.isNaN(Double.longBitsToDouble(value));
            default -> false;
        };
    }

    private int compare(long a, long b) {
        return switch (leaf.physical()) {
            case FLOAT ->
                    Float.compare(Float.intBitsToFloat((int) a), Float.intBitsToFloat((int) b));
            case DOUBLE -> Double.compare(Double.longBitsToDouble(a), Double.longBitsToDouble(b));
            default -> Long.compare(a, b);
        };
    }

    /** Readers may take the zeros for equal: where one is a bound it must be the outer one. */
    private long zero(long bound, double outer) {
        return switch (leaf.physical()) {
            case FLOAT ->
                    Float.intBitsToFloat((int) bound) == 0
                            ? Float.floatToRawIntBits((float) outer)
                            : bound;
            case DOUBLE ->
                    Double.longBitsToDouble(bound) == 0 ? Double.doubleToRawLongBits(outer) : bound;
            default -> bound;
        };
    }

    @Override
    byte @Nullable [] least() {
        return stored(zero(least, -0.0));
    }

    @Override
    byte @Nullable [] greatest() {
        return stored(zero(greatest, 0.0));
    }

    private byte @Nullable [] stored(long bound) {
        if (!bounded) {
            return null;
        }
        var to = new Buffer(Long.BYTES);
        put(bound, to);
        return to.toBytes();
    }

    @Override
    void clearBounds() {
        bounded = false;
    }
}
