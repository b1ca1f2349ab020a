package io.wick.internal.numeric;

import io.wick.numeric.Ints;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.IntBuffer;

/** A stretch of an array of ints, as {@link Window}s are. */
final class IntWindow {
    private final Ints array;
    private final WindowMemory memory;
    private final int[] copied;
    private IntBuffer x;
    private int base;

    IntWindow(Ints array, int size) {
        this.array = array;
        this.memory = new WindowMemory(array, size);
        this.copied = new int[memory.copies() ? size : 0];
        this.x = memory.bytes().asIntBuffer();
    }

    /** Moves to elements of the array from one on. */
    void load(long from, int count) {
        if (memory.copies()) {
            array.read(from, copied, 0, count);
            MemorySegment.copy(copied, 0, memory.room(), ValueLayout.JAVA_INT, 0, count);
            return;
        }
        if (memory.show(from, count)) {
            x = memory.bytes().asIntBuffer();
        }
        base = memory.place(from);
    }

    /** Where elements are, from {@link #base} on. */
    IntBuffer buffer() {
        return x;
    }

    /** The place of the first element in {@link #buffer}. */
    int base() {
        return base;
    }
}
