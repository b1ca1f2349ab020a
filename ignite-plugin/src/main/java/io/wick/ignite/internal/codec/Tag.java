package io.wick.ignite.internal.codec;

/** The first byte of an encoded value. Part of the wire format: numbers are never given anew. */
final class Tag {
    static final int NULL = 0;
    static final int GRAPH = 1;
    static final int REF = 2;
    static final int WICK = 3;
    static final int TRUE = 4;
    static final int FALSE = 5;
    static final int BYTE = 6;
    static final int SHORT = 7;
    static final int CHARACTER = 8;
    static final int INTEGER = 9;
    static final int LONG = 10;
    static final int FLOAT = 11;
    static final int DOUBLE = 12;
    static final int STRING = 13;
    static final int UUID = 14;
    static final int SEGMENT = 15;
    static final int BOOLEANS = 16;
    static final int BYTES = 17;
    static final int SHORTS = 18;
    static final int CHARS = 19;
    static final int INTS = 20;
    static final int LONGS = 21;
    static final int FLOATS = 22;
    static final int DOUBLES = 23;
    static final int NUMERIC = 24;
    static final int ACTOR = 25;

    private Tag() {}
}
