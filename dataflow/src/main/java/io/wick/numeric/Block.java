package io.wick.numeric;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The memory that arrays and views of it share. Memory of its own is off-heap, with room for a
 * device library's header in front of it, and goes when no array refers to it any more.
 *
 * @param data the elements and nothing else; writable unless it was given read-only
 * @param room the same with {@link #ROOM} bytes in front; null where there is no room
 */
record Block(MemorySegment data, @Nullable MemorySegment room) {
    /** In front of the elements: any header up to this, and elements at a line of the cache. */
    static final int ROOM = 64;

    static Block allocate(long bytes) {
        MemorySegment all = Arena.ofAuto().allocate(ROOM + bytes, ROOM);
        return new Block(all.asSlice(ROOM, bytes), all);
    }
}
