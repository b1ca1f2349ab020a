package io.wick.internal.numeric;

/**
 * Bounds that every place and count of elements is within anyway, said so that the compiler sees
 * them. Where it cannot rule out that {@code place + i} overflows it makes no vector instructions
 * of a loop over a buffer (JDK 25); with these it does.
 */
final class Bounds {
    /** No place in a buffer has other bits. */
    static final int PLACES = (1 << 30) - 1;

    /** No more elements are looked at together. */
    static final int COUNT = 1 << 28;

    private Bounds() {}

    /** The same place. */
    static int place(int place) {
        return place & PLACES;
    }

    /** The same count. */
    static int count(int count) {
        return Math.min(count, COUNT);
    }
}
