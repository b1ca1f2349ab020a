package io.wick.internal.format.parquet.write;

/**
 * Writes numbers as Parquet's mixture of runs and bit-packed groups of eight: dictionary codes and
 * levels.
 */
final class HybridWriter {
    private static final int GROUP = 8;

    private HybridWriter() {}

    /**
     * Writes the first {@code count} numbers.
     *
     * @param width bits of a number, 1 to 32
     */
    static void write(int[] values, int count, int width, Buffer out) {
        int packedFrom = 0;
        int at = 0;
        while (at < count) {
            int end = runEnd(values, at, count);
            // groups are whole, so the run first fills up the last one before it
            int filling = -(at - packedFrom) & GROUP - 1;
            if (end - at - filling >= GROUP) {
                pack(values, packedFrom, at + filling, width, out);
                run(values[at], end - at - filling, width, out);
                packedFrom = end;
            }
            at = end;
        }
        pack(values, packedFrom, count, width, out);
    }

    private static int runEnd(int[] values, int from, int count) {
        int end = from + 1;
        while (end < count && values[end] == values[from]) {
            end++;
        }
        return end;
    }

    private static void run(int value, int length, int width, Buffer out) {
        out.putVarint((long) length << 1);
        for (int bits = 0; bits < width; bits += Byte.SIZE) {
            out.putByte(value >>> bits);
        }
    }

    private static void pack(int[] values, int from, int end, int width, Buffer out) {
        if (from == end) {
            return;
        }
        int groups = (end - from + GROUP - 1) / GROUP;
        out.putVarint((long) groups << 1 | 1);
        long pending = 0;
        int bits = 0;
        for (int i = from; i < from + groups * GROUP; i++) {
            long value = i < end ? values[i] & 0xFFFFFFFFL : 0;
            pending |= value << bits;
            bits += width;
            while (bits >= Byte.SIZE) {
                out.putByte((int) pending);
                pending >>>= Byte.SIZE;
                bits -= Byte.SIZE;
            }
        }
    }
}
