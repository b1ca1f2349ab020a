package io.wick.benchmarks.nemesis.jobs;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.locks.LockSupport;

/** Values that follow from a seed, and what they amount to; pure but for {@link #take}. */
final class Values {
    private Values() {}

    /** A number that differs for each seed; as SplittableRandom mixes. */
    static long mixed(long seed) {
        long bits = (seed + 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
        bits = (bits ^ bits >>> 27) * 0x94D049BB133111EBL;
        return bits ^ bits >>> 31;
    }

    /** So many numbers of a seed. */
    static long[] array(long seed, int length) {
        var numbers = new long[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = mixed(seed + i);
        }
        return numbers;
    }

    /** Differs, all but surely, when a number is another or at another place. */
    static long digest(long[] numbers) {
        long digest = numbers.length;
        for (long number : numbers) {
            digest = 31 * digest + number;
        }
        return digest;
    }

    /** Takes time, as work does that waits for a disk. */
    static void take(long millis) {
        LockSupport.parkNanos(millis * 1_000_000);
    }

    /** Null when both are the same. */
    static @Nullable String compare(String what, Object expected, @Nullable Object got) {
        return expected.equals(got) ? null : what + ": expected " + expected + ", got " + got;
    }
}
