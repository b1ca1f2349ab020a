package io.wick.ignite.internal.codec;

import java.lang.reflect.Array;

/**
 * Where the elements of an encoded primitive array are: raw, little endian, one after the other.
 *
 * @param element the type of an element
 * @param count how many
 * @param start index of the first one's first byte
 */
public record ArrayLayout(Class<?> element, int count, int start) {
    /** An array for the elements. */
    public Object newArray() {
        return Array.newInstance(element, count);
    }
}
