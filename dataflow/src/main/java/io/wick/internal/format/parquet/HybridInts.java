package io.wick.internal.format.parquet;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Numbers in Parquet's mixture of runs and bit-packed groups of eight: dictionary codes and levels.
 * For one thread.
 */
final class HybridInts {
    /** How many bytes must follow the data in its array: numbers are taken out of whole longs. */
    static final int PADDING = Long.BYTES;

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes;
    private final int end;
    private final int width;
    private final int mask;
    private int position;

    /** What is left of the current run, or else of the current groups. */
    private int left;

    private boolean run;
    private int runValue;
    private long bit;

    /**
     * @param bytes with {@link #PADDING} more bytes after the end
     * @param width bits of a number, 0 to 32
     */
    HybridInts(byte[] bytes, int start, int end, int width) throws IOException {
        if (width < 0 || width > 32 || start > end || end > bytes.length - PADDING) {
            throw new IOException("codes of " + width + " bits do not fit into their page");
        }
        this.bytes = bytes;
        this.position = start;
        this.end = end;
        this.width = width;
        this.mask = width == 32 ? -1 : (1 << width) - 1;
    }

    /** Reads the next numbers. */
    void read(int[] into, int from, int count) throws IOException {
        int at = from;
        int until = from + count;
        while (at < until) {
            int some = Math.min(available(), until - at);
            if (run) {
                Arrays.fill(into, at, at + some, runValue);
            } else {
                unpack(into, at, some);
            }
            left -= some;
            at += some;
        }
    }

    void skip(int count) throws IOException {
        int rest = count;
        while (rest > 0) {
            int some = Math.min(available(), rest);
            if (!run) {
                bit += (long) some * width;
            }
            left -= some;
            rest -= some;
        }
    }

    /** How many numbers from here on equal {@code value} for sure, at most {@code most}. */
    int runOf(int value, int most) throws IOException {
        return available() > 0 && run && runValue == value ? Math.min(left, most) : 0;
    }

    private int available() throws IOException {
        while (left == 0) {
            nextRun();
        }
        return left;
    }

    private void nextRun() throws IOException {
        long head = varint();
        run = (head & 1) == 0;
        long count = run ? head >>> 1 : (head >>> 1) * 8;
        if (count > Integer.MAX_VALUE) {
            throw new IOException("a run of codes is " + count + " long");
        }
        int stored = run ? (width + 7) / 8 : 0;
        long groups = run ? 0 : (head >>> 1) * width;
        if (stored > end - position) {
            throw new IOException("codes end within a run");
        }
        if (run) {
            runValue = (int) ((long) LONGS.get(bytes, position) & mask(stored * 8));
            position += stored;
            left = (int) count;
        } else {
            bit = position * 8L;
            // the last group may be cut short: what is missing is never asked for
            long there = Math.min(groups, end - position);
            left = width == 0 ? (int) count : (int) Math.min(count, there * 8 / width);
            position += (int) there;
            if (left == 0 && count > 0) {
                throw new IOException("codes end within a group");
            }
        }
    }

    private static long mask(int bits) {
        return (1L << bits) - 1;
    }

    private void unpack(int[] into, int from, int count) {
        long at = bit;
        for (int i = from; i < from + count; i++) {
            long word = (long) LONGS.get(bytes, (int) (at >>> 3));
            into[i] = (int) (word >>> (at & 7)) & mask;
            at += width;
        }
        bit = at;
    }

    private long varint() throws IOException {
        long value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            if (position >= end) {
                throw new IOException("codes end too early");
            }
            int b = bytes[position++] & 255;
            value |= (long) (b & 127) << shift;
            if (b < 128) {
                return value;
            }
        }
        throw new IOException("the length of a run of codes has no end");
    }
}
