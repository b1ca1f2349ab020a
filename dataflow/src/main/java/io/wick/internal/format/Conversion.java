package io.wick.internal.format;

import java.io.Serializable;

/**
 * Makes a field's whole number of a stored one: other units of time.
 *
 * @param times by what to multiply
 * @param by by what to divide then, rounding down
 */
public record Conversion(long times, long by) implements Serializable {
    public static final Conversion NONE = new Conversion(1, 1);

    /** Throws an {@code ArithmeticException} if the value is too large for a long. */
    public long apply(long stored) {
        long value = times == 1 ? stored : Math.multiplyExact(stored, times);
        return by == 1 ? value : Math.floorDiv(value, by);
    }
}
