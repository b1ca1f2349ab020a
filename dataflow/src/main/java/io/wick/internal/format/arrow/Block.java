package io.wick.internal.format.arrow;

import java.io.Serializable;

/**
 * Where a message is in a file.
 *
 * @param offset of the length that stands before its metadata
 * @param metadata how many bytes there are from there to its body
 * @param body how many bytes its body has
 */
record Block(long offset, int metadata, long body) implements Serializable {
    long end() {
        return offset + metadata + body;
    }
}
