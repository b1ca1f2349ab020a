package io.wick.tornado.device;

import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;

/**
 * Philox 4x32-10 on the device (Salmon, Moraes, Dror and Shaw: "Parallel Random Numbers: As Easy as
 * 1, 2, 3", SC'11): a block of four words is a function of its number and of the seed.
 */
final class Philox {
    private Philox() {}

    /**
     * Fills an array with the first words of blocks.
     *
     * @param kept how many words of each block, 2 or 4
     */
    static void words(LongArray seed, int kept, IntArray words) {
        for (@Parallel int block = 0; block < (words.getSize() + kept - 1) / kept; block++) {
            long key = seed.get(0);
            int k0 = (int) key;
            int k1 = (int) (key >> 32);
            int c0 = block;
            int c1 = 0;
            int c2 = 0;
            int c3 = 0;
            for (int round = 0; round < 10; round++) {
                long product0 = 0xD2511F53L * (c0 & 0xFFFFFFFFL);
                long product1 = 0xCD9E8D57L * (c2 & 0xFFFFFFFFL);
                int next0 = ((int) (product1 >> 32)) ^ c1 ^ k0;
                int next2 = ((int) (product0 >> 32)) ^ c3 ^ k1;
                c1 = (int) product1;
                c3 = (int) product0;
                c0 = next0;
                c2 = next2;
                k0 += 0x9E3779B9;
                k1 += 0xBB67AE85;
            }
            int at = block * kept;
            words.set(at, c0);
            if (at + 1 < words.getSize()) {
                words.set(at + 1, c1);
            }
            if (kept == 4 && at + 2 < words.getSize()) {
                words.set(at + 2, c2);
            }
            if (kept == 4 && at + 3 < words.getSize()) {
                words.set(at + 3, c3);
            }
        }
    }

    /** The upper bits of a word. The device shifts with the sign, whatever Java's operator says. */
    static int upper24(int word) {
        return (word >> 8) & 0xFFFFFF;
    }

    /** Floats from 0 up to 1, of 24 bits of a word each. */
    static void floats(IntArray words, FloatArray numbers) {
        for (@Parallel int i = 0; i < numbers.getSize(); i++) {
            numbers.set(i, upper24(words.get(i)) * 5.9604644775390625e-8f);
        }
    }

    /** Doubles from 0 up to 1, of 26 and 27 bits of two words each. */
    static void doubles(IntArray words, DoubleArray numbers) {
        for (@Parallel int i = 0; i < numbers.getSize(); i++) {
            long high = (words.get(2 * i) >> 6) & 0x3FFFFFF;
            long low = (words.get(2 * i + 1) >> 5) & 0x7FFFFFF;
            numbers.set(i, ((high << 27) + low) * 1.1102230246251565e-16);
        }
    }
}
