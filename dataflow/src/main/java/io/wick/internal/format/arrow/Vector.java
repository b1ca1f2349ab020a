package io.wick.internal.format.arrow;

import io.wick.internal.format.Conversion;

import java.io.Serializable;

/**
 * How a vector's values are stored, and where in a record batch.
 *
 * @param width bits of a number, 0 for others
 * @param conversion what makes the field's value of a stored number
 * @param node the index of its field node
 * @param buffer the index of its first buffer, that of validity, if no buffers of views came before
 * @param views how many vectors of views are before it, each with a number of buffers of its own
 */
record Vector(Kind kind, int width, Conversion conversion, int node, int buffer, int views)
        implements Serializable {
    enum Kind {
        SIGNED,
        UNSIGNED,
        FRACTION,
        BOOLEAN,
        /** Strings with offsets of 32 bits. */
        TEXT,
        /** Strings with offsets of 64 bits. */
        LARGE_TEXT,
        /** Strings that are short or a place in one of several buffers. */
        TEXT_VIEW,
        /** Nulls alone, without any buffer. */
        NULL;

        boolean isWhole() {
            return this == SIGNED || this == UNSIGNED;
        }

        boolean isText() {
            return this == TEXT || this == LARGE_TEXT || this == TEXT_VIEW;
        }
    }

    /** The same for the dictionary's record batch, which has this vector alone. */
    Vector alone() {
        return new Vector(kind, width, conversion, 0, 0, 0);
    }
}
