package io.wick.internal.numeric;

import io.wick.numeric.NumericArray;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What a window looks at: the memory of an array where its elements follow on each other off the
 * heap, or room for copies of some. Of one thread.
 */
final class WindowMemory {
    /** Bytes of one buffer at most: they have places of 31 bits. */
    private static final long MOST = 1 << 30;

    /** Bytes of a line of the caches. */
    private static final int LINE = 64;

    private final MemorySegment all;
    private final boolean copies;
    private final int width;
    private long from;
    private ByteBuffer bytes;

    /**
     * The memory of an array.
     *
     * @param size how many elements are looked at together, at most
     */
    WindowMemory(NumericArray array, int size) {
        this.width = array.type().bytes();
        this.copies = !array.isNative() || !array.isContiguous();
        this.all =
                copies
                        ? Arena.ofAuto().allocate(Math.max(1L, size) * width, LINE)
                        : array.segment();
        this.bytes = view();
    }

    /** Whether this is room for copies. */
    boolean copies() {
        return copies;
    }

    /** The room for copies, to be written. */
    MemorySegment room() {
        return all;
    }

    /** Makes elements of the array visible; tells whether {@link #bytes} is another for that. */
    boolean show(long first, int count) {
        if (first >= from && (first + count - from) * width <= bytes.capacity()) {
            return false;
        }
        from = first;
        bytes = view();
        return true;
    }

    /** The place of an element of the array in {@link #bytes}, in elements. */
    int place(long element) {
        return (int) (element - from);
    }

    /** A part of it, read-only. */
    ByteBuffer bytes() {
        return bytes;
    }

    private ByteBuffer view() {
        long start = from * width;
        return all.asSlice(start, Math.min(MOST, all.byteSize() - start))
                .asReadOnly()
                .asByteBuffer()
                .order(ByteOrder.nativeOrder());
    }
}
