package io.wick.ignite.internal.codec;

import java.lang.foreign.MemorySegment;

/**
 * An array to be filled with encoded elements: raw, little endian, one after the other.
 *
 * @param value a primitive array, or a frozen array of numbers
 * @param elements its memory, to be written before anyone else sees it
 * @param start index of the first element's first byte
 */
public record ArrayLayout(Object value, MemorySegment elements, int start) {}
