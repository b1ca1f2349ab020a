package io.wick.internal.column;

/**
 * Numbers without the factor that all of them have: times to the minute, held as nanoseconds, are
 * then counts of minutes. Whether an odd number divides another is told without a division: numbers
 * below 2^64 that it divides become the smallest ones when they are multiplied by its inverse
 * modulo 2^64 (Granlund and Montgomery, "Division by Invariant Integers using Multiplication",
 * 1994).
 */
final class CommonFactor {
    /** Numbers up to this need few bits as they are. */
    private static final long FEW = 1L << 16;

    private CommonFactor() {}

    /**
     * Divides all numbers by their greatest common divisor.
     *
     * @param numbers unsigned
     * @param max the largest of them
     * @return the largest one then
     */
    static long takeOut(long[] numbers, long max) {
        if (Long.compareUnsigned(max, FEW) < 0) {
            return max;
        }
        int zeros = zeros(numbers);
        long odd = max >>> zeros;
        odd >>>= Long.numberOfTrailingZeros(odd);
        long inverse = inverse(odd);
        long most = Long.divideUnsigned(max >>> zeros, odd);
        for (int i = 0; i < numbers.length && odd != 1; i++) {
            long number = numbers[i] >>> zeros;
            if (Long.compareUnsigned(number * inverse, most) > 0) {
                odd = greatest(odd, number);
                inverse = inverse(odd);
                most = Long.divideUnsigned(max >>> zeros, odd);
            }
        }
        if (zeros > 0 || odd != 1) {
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = (numbers[i] >>> zeros) * inverse;
            }
        }
        return (max >>> zeros) * inverse;
    }

    /** How many lowest bits are 0 in all. */
    private static int zeros(long[] numbers) {
        long any = 0;
        for (long number : numbers) {
            any |= number;
        }
        return Long.numberOfTrailingZeros(any);
    }

    /** The inverse of an odd number modulo 2^64, by Newton's iteration: 3 bits, 6, 12, ... */
    private static long inverse(long odd) {
        long inverse = odd;
        for (int bits = 3; bits < Long.SIZE; bits *= 2) {
            inverse *= 2 - odd * inverse;
        }
        return inverse;
    }

    /** The greatest common divisor of an odd number and another, which is odd. */
    private static long greatest(long odd, long other) {
        long a = odd;
        long b = other;
        while (b != 0) {
            long rest = Long.remainderUnsigned(a, b);
            a = b;
            b = rest;
        }
        return a;
    }
}
