package io.wick.internal.pipeline;

import io.wick.column.Batch;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Sorts rows by columns: the keys of a row become bits that compare as the keys do, as many as fit
 * into one long together with the row's number; the longs are sorted; rows whose bits are the same
 * but whose keys did not fit are sorted among themselves.
 */
final class ColumnSort {
    /** Bits of a long that is not negative. */
    private static final int ROOM = 63;

    private ColumnSort() {}

    /** The numbers of the rows in order; rows that compare equal in theirs. */
    static int[] sorted(Batch batch, SortKeys keys) {
        int rows = batch.rows();
        int rowBits = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(rows - 1));
        long[] packed = new long[rows];
        int left = ROOM - rowBits;
        var rest = new long[keys.columns().length][];
        int packedKeys = 0;
        boolean cut = false;
        for (int k = 0; k < rest.length; k++) {
            int column = keys.columns()[k];
            SortCodes codes = SortCodes.of(batch.column(column), keys.descending()[k]);
            int taken = cut ? 0 : Math.min(left, codes.bits());
            if (taken > 0) {
                append(packed, codes, taken);
                left -= taken;
            }
            cut |= taken < codes.bits();
            if (cut) {
                rest[k] = codes.codes();
            } else {
                packedKeys = k + 1;
            }
        }
        for (int i = 0; i < rows; i++) {
            packed[i] = packed[i] << rowBits | i;
        }
        Arrays.sort(packed);
        int[] order = new int[rows];
        long mask = (1L << rowBits) - 1;
        for (int i = 0; i < rows; i++) {
            order[i] = (int) (packed[i] & mask);
        }
        if (cut) {
            settle(packed, order, rowBits, Arrays.copyOfRange(rest, packedKeys, rest.length));
        }
        return order;
    }

    private static void append(long[] packed, SortCodes codes, int taken) {
        int dropped = codes.bits() - taken;
        long[] values = codes.codes();
        for (int i = 0; i < packed.length; i++) {
            packed[i] = packed[i] << taken | values[i] >>> dropped;
        }
    }

    /** Sorts the rows whose packed keys are the same by the keys that did not fit. */
    private static void settle(long[] packed, int[] order, int rowBits, long[][] rest) {
        Comparator<Integer> byRest =
                (a, b) -> {
                    for (long[] codes : rest) {
                        int compared = Long.compareUnsigned(codes[a], codes[b]);
                        if (compared != 0) {
                            return compared;
                        }
                    }
                    return 0;
                };
        int from = 0;
        for (int i = 1; i <= order.length; i++) {
            if (i == order.length || packed[i] >>> rowBits != packed[from] >>> rowBits) {
                if (i - from > 1) {
                    Integer[] same =
                            IntStream.range(from, i)
                                    .mapToObj(j -> order[j])
                                    .toArray(Integer[]::new);
                    Arrays.sort(same, byRest);
                    for (int j = from; j < i; j++) {
                        order[j] = same[j - from];
                    }
                }
                from = i;
            }
        }
    }
}
