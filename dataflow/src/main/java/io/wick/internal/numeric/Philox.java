package io.wick.internal.numeric;

import io.wick.numeric.Arguments;
import io.wick.numeric.Cpu;

import java.util.Arrays;

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

    private Philox() {}

    /** Fills an array of floats. */
    public static void floats(Arguments given, Cpu cpu) {
        long seed = given.whole(0);
        int tile = 4 * Blocks.COUNT;
        cpu.ranges(
                given.whole(1),
                8L * tile,
                (from, to) -> {
                    var blocks = new Blocks();
                    var numbers = new float[Output.SIZE];
                    for (long at = from; at < to; at += tile) {
                        blocks.draw(at / 4, seed);
                        long end = Math.min(at + tile, to);
                        for (long next = at; next < end; next += numbers.length) {
                            blocks.fill(numbers, (int) (next - at) / 4);
                            int count = (int) Math.min(numbers.length, end - next);
                            given.floats(2).write(next, numbers, 0, count);
                        }
                    }
                });
    }

    /** Fills an array of doubles. */
    public static void doubles(Arguments given, Cpu cpu) {
        long seed = given.whole(0);
        int tile = 2 * Blocks.COUNT;
        cpu.ranges(
                given.whole(1),
                16L * tile,
                (from, to) -> {
                    var blocks = new Blocks();
                    var numbers = new double[Output.SIZE];
                    for (long at = from; at < to; at += tile) {
                        blocks.draw(at / 2, seed);
                        long end = Math.min(at + tile, to);
                        for (long next = at; next < end; next += numbers.length) {
                            blocks.fill(numbers, (int) (next - at) / 2);
                            int count = (int) Math.min(numbers.length, end - next);
                            given.doubles(2).write(next, numbers, 0, count);
                        }
                    }
                });
    }

    /**
     * Blocks that follow on each other, round by round, so that each round is vector instructions:
     * words of 32 bits in longs, whose products the compiler takes for ones of 32 bits. Of one
     * thread.
     */
    static final class Blocks {
        /** How many there are; all that they have fits the nearest cache. */
        static final int COUNT = 512;

        final long[] first = new long[COUNT];
        final long[] second = new long[COUNT];
        private final long[] third = new long[COUNT];
        private final long[] fourth = new long[COUNT];

        /** Draws the blocks from a counter on. */
        void draw(long counter, long seed) {
            for (int i = 0; i < COUNT; i++) {
                first[i] = (counter + i) & LOW;
                second[i] = (counter + i) >>> 32;
            }
            Arrays.fill(third, 0);
            Arrays.fill(fourth, 0);
            int key0 = (int) seed;
            int key1 = (int) (seed >>> 32);
            for (int round = 0; round < ROUNDS; round++) {
                round(first, second, third, fourth, key0 & LOW, key1 & LOW);
                key0 += WEYL_0;
                key1 += WEYL_1;
            }
        }

        private static void round(long[] a, long[] b, long[] c, long[] d, long key0, long key1) {
            for (int i = 0; i < COUNT; i++) {
                long product0 = MULTIPLIER_0 * (a[i] & LOW);
                long product1 = MULTIPLIER_1 * (c[i] & LOW);
                long first = (product1 >>> 32) ^ b[i] ^ key0;
                long third = (product0 >>> 32) ^ d[i] ^ key1;
                b[i] = product1 & LOW;
                d[i] = product0 & LOW;
                a[i] = first;
                c[i] = third;
            }
        }

        /** Words of blocks from one on as floats, by their upper 24 bits. */
        void fill(float[] numbers, int from) {
            for (int i = 0; i < numbers.length / 4; i++) {
                numbers[4 * i] = (int) (first[from + i] >>> 8) * 0x1p-24f;
                numbers[4 * i + 1] = (int) (second[from + i] >>> 8) * 0x1p-24f;
                numbers[4 * i + 2] = (int) (third[from + i] >>> 8) * 0x1p-24f;
                numbers[4 * i + 3] = (int) (fourth[from + i] >>> 8) * 0x1p-24f;
            }
        }

        /** Pairs of words of blocks from one on as doubles, by their upper 26 and 27 bits. */
        void fill(double[] numbers, int from) {
            for (int i = 0; i < numbers.length / 2; i++) {
                numbers[2 * i] = joined(first[from + i], second[from + i]);
                numbers[2 * i + 1] = joined(third[from + i], fourth[from + i]);
            }
        }

        private static double joined(long high, long low) {
            return ((high >>> 6 << 27) + (low >>> 5)) * 0x1p-53;
        }
    }

    /** All rounds on one counter of four words, in place: what {@link Blocks} has to give. */
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
