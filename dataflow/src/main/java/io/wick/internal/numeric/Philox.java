package io.wick.internal.numeric;

import io.wick.numeric.Arguments;
import io.wick.numeric.Cpu;

/**
 * Philox 4x32-10 of Salmon, Moraes, Dror and Shaw: "Parallel Random Numbers: As Easy as 1, 2, 3",
 * SC'11. A block of four words is a function of a counter and a key, so any part can be drawn
 * alone.
 */
public final class Philox {
    private static final long MULTIPLIER_0 = 0xD2511F53L;
    private static final long MULTIPLIER_1 = 0xCD9E8D57L;
    private static final int WEYL_0 = 0x9E3779B9;
    private static final int WEYL_1 = 0xBB67AE85;
    private static final int ROUNDS = 10;
    private static final long LOW = 0xFFFFFFFFL;

    private static final int TILE = 2048;

    private Philox() {}

    /** Fills an array of floats. */
    public static void floats(Arguments given, Cpu cpu) {
        long seed = given.whole(0);
        cpu.ranges(
                given.whole(1),
                8L * TILE,
                (from, to) -> {
                    var tile = new float[TILE];
                    int[] words = new int[4];
                    for (long at = from; at < to; at += TILE) {
                        int count = (int) Math.min(TILE, to - at);
                        for (int i = 0; i < TILE && i < count + 3; i += 4) {
                            block((at + i) / 4, seed, words);
                            for (int w = 0; w < 4; w++) {
                                tile[i + w] = (words[w] >>> 8) * 0x1p-24f;
                            }
                        }
                        given.floats(2).write(at, tile, 0, count);
                    }
                });
    }

    /** Fills an array of doubles. */
    public static void doubles(Arguments given, Cpu cpu) {
        long seed = given.whole(0);
        cpu.ranges(
                given.whole(1),
                8L * TILE,
                (from, to) -> {
                    var tile = new double[TILE];
                    int[] words = new int[4];
                    for (long at = from; at < to; at += TILE) {
                        int count = (int) Math.min(TILE, to - at);
                        for (int i = 0; i < TILE && i < count + 1; i += 2) {
                            block((at + i) / 2, seed, words);
                            tile[i] = unit(words[0], words[1]);
                            tile[i + 1] = unit(words[2], words[3]);
                        }
                        given.doubles(2).write(at, tile, 0, count);
                    }
                });
    }

    /** A number of 53 bits from 0 up to but without 1. */
    private static double unit(int high, int low) {
        return (((long) (high >>> 6) << 27) + (low >>> 5)) * 0x1p-53;
    }

    /** The block of a counter with a seed as its key. */
    static void block(long counter, long seed, int[] words) {
        words[0] = (int) counter;
        words[1] = (int) (counter >>> 32);
        words[2] = 0;
        words[3] = 0;
        rounds(words, (int) seed, (int) (seed >>> 32));
    }

    /** All rounds on a counter of four words, in place. */
    public static void rounds(int[] counter, int key0, int key1) {
        int c0 = counter[0];
        int c1 = counter[1];
        int c2 = counter[2];
        int c3 = counter[3];
        int k0 = key0;
        int k1 = key1;
        for (int round = 0; round < ROUNDS; round++) {
            long product0 = MULTIPLIER_0 * (c0 & LOW);
            long product1 = MULTIPLIER_1 * (c2 & LOW);
            c0 = (int) (product1 >>> 32) ^ c1 ^ k0;
            c1 = (int) product1;
            c2 = (int) (product0 >>> 32) ^ c3 ^ k1;
            c3 = (int) product0;
            k0 += WEYL_0;
            k1 += WEYL_1;
        }
        counter[0] = c0;
        counter[1] = c1;
        counter[2] = c2;
        counter[3] = c3;
    }
}
