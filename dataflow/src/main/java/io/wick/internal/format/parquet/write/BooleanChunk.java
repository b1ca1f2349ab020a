package io.wick.internal.format.parquet.write;

import io.wick.column.BooleanColumn;
import io.wick.column.Column;

import org.jspecify.annotations.Nullable;

/** Booleans, a bit each. */
final class BooleanChunk extends ChunkWriter {
    /** Bits that do not make a byte yet; with a page they begin anew. */
    private int bits;

    private int count;
    private boolean sawFalse;
    private boolean sawTrue;

    BooleanChunk(Leaf leaf, Packer packer) {
        super(leaf, packer, false);
    }

    @Override
    int take(Column column, int from, int rows) {
        BooleanColumn booleans = (BooleanColumn) column;
        for (int row = from; row < from + rows; row++) {
            if (!booleans.isNull(row)) {
                put(booleans.get(row));
            }
        }
        return rows;
    }

    private void put(boolean value) {
        sawTrue |= value;
        sawFalse |= !value;
        bits |= value ? 1 << count : 0;
        if (++count == Byte.SIZE) {
            endByte();
        }
    }

    private void endByte() {
        plain().putByte(bits);
        bits = 0;
        count = 0;
    }

    @Override
    void completePlain() {
        if (count > 0) {
            endByte();
        }
    }

    @Override
    void putMeanings(int[] of, int many, Buffer to) {}

    @Override
    void putDictionary(Buffer to) {}

    @Override
    int dictionarySize() {
        return 0;
    }

    @Override
    int dictionaryBytes() {
        return 0;
    }

    @Override
    long plainBytes(int[] of, int many) {
        return 0;
    }

    @Override
    void foldDictionary() {}

    @Override
    byte @Nullable [] least() {
        return sawFalse || sawTrue ? new byte[] {(byte) (sawFalse ? 0 : 1)} : null;
    }

    @Override
    byte @Nullable [] greatest() {
        return sawFalse || sawTrue ? new byte[] {(byte) (sawTrue ? 1 : 0)} : null;
    }

    @Override
    void clearBounds() {
        sawFalse = false;
        sawTrue = false;
    }
}
