package io.wick.ignite.internal.graph;

import io.wick.error.SerializationException;
import io.wick.ignite.internal.codec.ByteReader;
import io.wick.ignite.internal.codec.ByteWriter;

import java.util.BitSet;

/** Sets of vertices in bytes: runs of set bits, as programs of one node are mostly contiguous. */
public final class Bits {
    private Bits() {}

    public static void write(ByteWriter out, BitSet bits) {
        for (int from = bits.nextSetBit(0); from >= 0; ) {
            int to = bits.nextClearBit(from);
            out.varint(to - from);
            out.varint(from);
            from = bits.nextSetBit(to);
        }
        out.varint(0);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param size how many vertices there are
     * @throws SerializationException when it tells of others
     */
    public static BitSet read(ByteReader in, int size) {
        var bits = new BitSet();
        for (int length = in.varint(); length > 0; length = in.varint()) {
            int from = in.varint();
            if (from < 0 || length > size - from) {
                throw new SerializationException(
                        "Corrupted bytes: "
                                + length
                                + " vertices from "
                                + from
                                + " of a graph with "
                                + size);
            }
            bits.set(from, from + length);
        }
        return bits;
    }
}
