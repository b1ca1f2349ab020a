package io.wick.internal.format.parquet;

import java.io.IOException;

/**
 * Reads Thrift's compact protocol, in which Parquet writes its footer, page headers and indexes.
 * For one thread.
 */
final class CompactThrift {
    static final int TRUE = 1;
    static final int I32 = 5;
    static final int I64 = 6;
    static final int LIST = 9;
    static final int STRUCT = 12;

    private static final int FALSE = 2;
    private static final int BYTE = 3;
    private static final int I16 = 4;
    private static final int DOUBLE = 7;
    private static final int BINARY = 8;
    private static final int SET = 10;
    private static final int MAP = 11;
    private static final int DEEPEST = 32;

    private final byte[] bytes;
    private final int end;
    private int position;
    private int field;
    private int type;

    CompactThrift(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.position = start;
        this.end = end;
    }

    int position() {
        return position;
    }

    /** Begins a struct: field numbers count from here. Gives what {@link #leave} wants. */
    int enter() {
        int outer = field;
        field = 0;
        return outer;
    }

    void leave(int outer) {
        field = outer;
    }

    /** Goes to the next field of the struct; false at its end. */
    boolean nextField() throws IOException {
        int head = next();
        if (head == 0) {
            return false;
        }
        type = head & 15;
        int step = head >>> 4;
        field = step == 0 ? (int) zigzag() : field + step;
        return true;
    }

    int field() {
        return field;
    }

    int type() {
        return type;
    }

    /** A size or count, which must not be negative. */
    int size() throws IOException {
        long value = zigzag();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new IOException("its metadata has the size " + value);
        }
        return (int) value;
    }

    int listSize() throws IOException {
        int head = next();
        long size = head >>> 4 == 15 ? varint() : head >>> 4;
        type = head & 15;
        if (size < 0 || size > end - position) {
            throw new IOException("a list of " + size + " elements does not fit into the file");
        }
        return (int) size;
    }

    long zigzag() throws IOException {
        long value = varint();
        return value >>> 1 ^ -(value & 1);
    }

    /** Goes past a whole struct, checking all lengths in it. */
    void skipStruct() throws IOException {
        skipStruct(0);
    }

    /** Goes past the value of the current field. */
    void skip() throws IOException {
        skip(type, 0);
    }

    private void skip(int what, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new IOException("its metadata is nested too deep");
        }
        switch (what) {
            case TRUE, FALSE -> {}
            case BYTE -> advance(1);
            case I16, I32, I64 -> varint();
            case DOUBLE -> advance(8);
            case BINARY -> advance(varint());
            case LIST, SET -> skipList(depth);
            case MAP -> skipMap(depth);
            case STRUCT -> skipStruct(depth);
            default -> throw new IOException("its metadata has a field of unknown type " + what);
        }
    }

    private void skipList(int depth) throws IOException {
        int size = listSize();
        int element = type;
        for (int i = 0; i < size; i++) {
            skipElement(element, depth);
        }
    }

    private void skipMap(int depth) throws IOException {
        long size = varint();
        if (size == 0) {
            return;
        }
        int types = next();
        for (long i = 0; i < size; i++) {
            skipElement(types >>> 4, depth);
            skipElement(types & 15, depth);
        }
    }

    /** Unlike fields, booleans in collections take a byte. */
    private void skipElement(int what, int depth) throws IOException {
        if (what == TRUE || what == FALSE) {
            advance(1);
        } else {
            skip(what, depth + 1);
        }
    }

    private void skipStruct(int depth) throws IOException {
        int outer = enter();
        while (nextField()) {
            skip(type, depth + 1);
        }
        leave(outer);
    }

    private long varint() throws IOException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int b = next();
            value |= (long) (b & 127) << shift;
            if (b < 128) {
                return value;
            }
        }
        throw new IOException("a number in its metadata has no end");
    }

    private int next() throws IOException {
        advance(1);
        return bytes[position - 1] & 255;
    }

    private void advance(long count) throws IOException {
        if (count < 0 || count > end - position) {
            throw new IOException("its metadata does not end");
        }
        position += (int) count;
    }
}
