package io.wick.benchmarks.taskbench;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;

/** Random numbers that are a function of their arguments, the same as in Task Bench's core. */
final class Chance {
    /** The core's key is the bytes 1 to 15 and a zero. */
    private static final HashFunction SIP_HASH =
            Hashing.sipHash24(0x0807060504030201L, 0x000f0e0d0c0b0a09L);

    private Chance() {}

    /** A number from 0 inclusive to 1 exclusive. */
    static double of(long... values) {
        Hasher hasher = SIP_HASH.newHasher();
        for (long value : values) {
            hasher.putLong(value);
        }
        return (hasher.hash().asLong() >>> 11) * 0x1p-53;
    }
}
