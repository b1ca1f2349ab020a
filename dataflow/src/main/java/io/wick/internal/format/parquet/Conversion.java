package io.wick.internal.format.parquet;

import java.io.Serializable;

/**
 * Makes a field's whole number of a stored one: other units of time.
 *
 * @param times by what to multiply
 * @param by by what to divide then, rounding down
 */
record Conversion(long times, long by) implements Serializable {
    static final Conversion NONE = new Conversion(1, 1);

    long apply(long stored) {
        long value = times == 1 ? stored : Math.multiplyExact(stored, times);
        return by == 1 ? value : Math.floorDiv(value, by);
    }
}
