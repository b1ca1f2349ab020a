package io.wick.numeric;

/**
 * What a kernel is given, or gives.
 *
 * @param name as messages name it
 * @param type of an array's elements; of a scalar: {@code INT} or {@code LONG} for a whole number
 */
public record Parameter(String name, Kind kind, ElementType type) {
    /** What a parameter is for. */
    public enum Kind {
        /** An array that is read, and not written. */
        INPUT,
        /** A number. */
        SCALAR,
        /** An array of which every element is written, and that is not read before. */
        OUTPUT
    }
}
