package io.wick.tornado.device;

import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;

/**
 * A stable radix sort of whole numbers on the device, by digits of eight bits from the lowest up.
 * In each pass every chunk of the keys counts its digits; the counts become places; every chunk
 * puts its keys there.
 */
final class Sorting {
    /** The values of a digit. */
    static final int DIGITS = 256;

    private Sorting() {}

    /** Counts the digits of chunks: {@code counts[chunk * DIGITS + digit]}. */
    static void count(IntArray keys, int shift, int flip, IntArray counts) {
        for (@Parallel int chunk = 0; chunk < counts.getSize() / DIGITS; chunk++) {
            int chunks = counts.getSize() / DIGITS;
            int size = (keys.getSize() + chunks - 1) / chunks;
            int from = chunk * size;
            int to = Math.min(from + size, keys.getSize());
            for (int digit = 0; digit < DIGITS; digit++) {
                counts.set(chunk * DIGITS + digit, 0);
            }
            for (int i = from; i < to; i++) {
                int at = chunk * DIGITS + (((keys.get(i) >> shift) & 0xFF) ^ flip);
                counts.set(at, counts.get(at) + 1);
            }
        }
    }

    /** The same for longs. */
    static void countLongs(LongArray keys, int shift, int flip, IntArray counts) {
        for (@Parallel int chunk = 0; chunk < counts.getSize() / DIGITS; chunk++) {
            int chunks = counts.getSize() / DIGITS;
            int size = (keys.getSize() + chunks - 1) / chunks;
            int from = chunk * size;
            int to = Math.min(from + size, keys.getSize());
            for (int digit = 0; digit < DIGITS; digit++) {
                counts.set(chunk * DIGITS + digit, 0);
            }
            for (int i = from; i < to; i++) {
                int at = chunk * DIGITS + ((((int) (keys.get(i) >> shift)) & 0xFF) ^ flip);
                counts.set(at, counts.get(at) + 1);
            }
        }
    }

    /** Makes each count the number of keys with this digit in chunks before; and gives all. */
    static void before(IntArray counts, IntArray totals) {
        for (@Parallel int digit = 0; digit < DIGITS; digit++) {
            int sum = 0;
            for (int at = digit; at < counts.getSize(); at += DIGITS) {
                int count = counts.get(at);
                counts.set(at, sum);
                sum += count;
            }
            totals.set(digit, sum);
        }
    }

    /** Makes each total the number of keys with lower digits. */
    static void lower(IntArray totals) {
        for (@Parallel int one = 0; one < 1; one++) {
            int sum = 0;
            for (int digit = 0; digit < DIGITS; digit++) {
                int total = totals.get(digit);
                totals.set(digit, sum);
                sum += total;
            }
        }
    }

    /** Puts each chunk's keys in their places. */
    static void put(
            IntArray keys, int shift, int flip, IntArray counts, IntArray totals, IntArray out) {
        for (@Parallel int chunk = 0; chunk < counts.getSize() / DIGITS; chunk++) {
            int chunks = counts.getSize() / DIGITS;
            int size = (keys.getSize() + chunks - 1) / chunks;
            int from = chunk * size;
            int to = Math.min(from + size, keys.getSize());
            for (int i = from; i < to; i++) {
                int key = keys.get(i);
                int digit = ((key >> shift) & 0xFF) ^ flip;
                int at = chunk * DIGITS + digit;
                int place = counts.get(at);
                counts.set(at, place + 1);
                out.set(totals.get(digit) + place, key);
            }
        }
    }

    /** The same for longs. */
    static void putLongs(
            LongArray keys, int shift, int flip, IntArray counts, IntArray totals, LongArray out) {
        for (@Parallel int chunk = 0; chunk < counts.getSize() / DIGITS; chunk++) {
            int chunks = counts.getSize() / DIGITS;
            int size = (keys.getSize() + chunks - 1) / chunks;
            int from = chunk * size;
            int to = Math.min(from + size, keys.getSize());
            for (int i = from; i < to; i++) {
                long key = keys.get(i);
                int digit = (((int) (key >> shift)) & 0xFF) ^ flip;
                int at = chunk * DIGITS + digit;
                int place = counts.get(at);
                counts.set(at, place + 1);
                out.set(totals.get(digit) + place, key);
            }
        }
    }

    /** Floats as ints of the same order, by their bits: NaN above all, -0 below 0; or back. */
    static void order(IntArray bits, int back, IntArray keys) {
        for (@Parallel int i = 0; i < keys.getSize(); i++) {
            int value = bits.get(i);
            // any NaN is the one that Java calls NaN, which is above all
            int size = value & 0x7FFFFFFF;
            if (back == 0 && size > 0x7F800000) {
                value = 0x7FC00000;
            }
            keys.set(i, value ^ ((value >> 31) & 0x7FFFFFFF));
        }
    }

    /** The same for doubles. */
    static void orderLongs(LongArray bits, int back, LongArray keys) {
        for (@Parallel int i = 0; i < keys.getSize(); i++) {
            long value = bits.get(i);
            long size = value & 0x7FFFFFFFFFFFFFFFL;
            if (back == 0 && size > 0x7FF0000000000000L) {
                value = 0x7FF8000000000000L;
            }
            keys.set(i, value ^ ((value >> 63) & 0x7FFFFFFFFFFFFFFFL));
        }
    }
}
