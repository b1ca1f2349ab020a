package io.wick.internal.format.parquet.write;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Writes Thrift's compact protocol, in which Parquet has its page headers and its footer. Fields of
 * a struct come in the order of their numbers. For one thread.
 */
final class ThriftWriter {
    private static final int TRUE = 1;
    private static final int FALSE = 2;
    private static final int I8 = 3;
    private static final int I16 = 4;
    private static final int I32 = 5;
    private static final int I64 = 6;
    private static final int BINARY = 8;
    private static final int LIST = 9;
    private static final int STRUCT = 12;
    private static final int LONGEST_SHORT_LIST = 14;

    private final Buffer out;
    private int last;

    private ThriftWriter(Buffer out) {
        this.out = out;
    }

    /** Writes a struct. */
    static void write(Buffer out, Consumer<ThriftWriter> fields) {
        new ThriftWriter(out).element(fields);
    }

    ThriftWriter bool(int field, boolean value) {
        head(field, value ? TRUE : FALSE);
        return this;
    }

    ThriftWriter i8(int field, int value) {
        head(field, I8);
        out.putByte(value);
        return this;
    }

    ThriftWriter i16(int field, int value) {
        head(field, I16);
        zigzag(value);
        return this;
    }

    ThriftWriter i32(int field, int value) {
        head(field, I32);
        zigzag(value);
        return this;
    }

    ThriftWriter i64(int field, long value) {
        head(field, I64);
        zigzag(value);
        return this;
    }

    ThriftWriter text(int field, String value) {
        return binary(field, value.getBytes(StandardCharsets.UTF_8));
    }

    ThriftWriter binary(int field, byte[] value) {
        head(field, BINARY);
        bytes(value);
        return this;
    }

    ThriftWriter struct(int field, Consumer<ThriftWriter> fields) {
        head(field, STRUCT);
        element(fields);
        return this;
    }

    /** A struct without fields. */
    ThriftWriter empty(int field) {
        return struct(field, none -> {});
    }

    <E> ThriftWriter structs(int field, List<E> all, BiConsumer<ThriftWriter, E> fields) {
        list(field, STRUCT, all.size());
        all.forEach(one -> element(struct -> fields.accept(struct, one)));
        return this;
    }

    ThriftWriter numbers(int field, List<Integer> all) {
        list(field, I32, all.size());
        all.forEach(this::zigzag);
        return this;
    }

    ThriftWriter texts(int field, List<String> all) {
        list(field, BINARY, all.size());
        all.forEach(text -> bytes(text.getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    private void element(Consumer<ThriftWriter> fields) {
        int outer = last;
        last = 0;
        fields.accept(this);
        out.putByte(0);
        last = outer;
    }

    private void list(int field, int type, int size) {
        head(field, LIST);
        if (size <= LONGEST_SHORT_LIST) {
            out.putByte(size << 4 | type);
        } else {
            out.putByte(0xF0 | type);
            out.putVarint(size);
        }
    }

    private void head(int field, int type) {
        int step = field - last;
        if (step > 0 && step <= 15) {
            out.putByte(step << 4 | type);
        } else {
            out.putByte(type);
            zigzag(field);
        }
        last = field;
    }

    private void bytes(byte[] value) {
        out.putVarint(value.length);
        out.put(value, value.length);
    }

    private void zigzag(long value) {
        out.putVarint(value << 1 ^ value >> 63);
    }
}
