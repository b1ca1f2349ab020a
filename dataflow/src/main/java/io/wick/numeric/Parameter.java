package io.wick.numeric;

/**
 * What a kernel is given, or gives.
 *
 * @param name as messages name it
 * @param type of an array's elements, or of the number
 */
public record Parameter(String name, Kind kind, ElementType type) {
    /** What a parameter is for. */
    public enum Kind {
        /** An array that is read, and not written. */
        INPUT,
        /** A number that may be another one in each run. */
        SCALAR,
        /** An int that says how much there is, seldom another one: plans may be made for it. */
        SIZE,
        /** An array of which every element is written, and that is not read before. */
        OUTPUT
    }
}
