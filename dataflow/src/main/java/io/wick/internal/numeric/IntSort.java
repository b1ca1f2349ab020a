package io.wick.internal.numeric;

import io.wick.numeric.Cpu;

import java.util.Arrays;

/**
 * Sorts ints: as many parts at once as there are threads, then pairs of parts are merged, each in
 * as many pieces. Used once; its threads are those of the {@link Cpu}.
 */
final class IntSort {
    /** Elements that are worth a thread. */
    private static final int GRAIN = 1 << 14;

    private final Cpu cpu;
    private final int parts;
    private int[] from;
    private int[] to;

    /** Sorts an array, which is spent. */
    IntSort(int[] values, Cpu cpu) {
        this.cpu = cpu;
        this.parts = Math.clamp(values.length / GRAIN, 1, cpu.threads());
        this.from = values;
        this.to = parts == 1 ? values : new int[values.length];
    }

    /** The sorted elements, in the array that was given or another. */
    int[] run() {
        cpu.ranges(
                parts,
                1,
                (first, end) -> {
                    for (int i = (int) first; i < end; i++) {
                        Arrays.sort(from, start(i), start(i + 1));
                    }
                });
        for (int width = 1; width < parts; width *= 2) {
            int each = width;
            cpu.ranges(
                    parts,
                    1,
                    (first, end) -> {
                        for (int i = (int) first; i < end; i++) {
                            mergePiece(i, each);
                        }
                    });
            int[] merged = to;
            to = from;
            from = merged;
        }
        return from;
    }

    private int start(int part) {
        return (int) ((long) from.length * Math.min(part, parts) / parts);
    }

    /** Writes what belongs where a part is, of the pair of runs of so many parts that it is in. */
    private void mergePiece(int part, int width) {
        int left = start(part / (2 * width) * 2 * width);
        int right = start((part / (2 * width) * 2 + 1) * width);
        int end = start((part / (2 * width) + 1) * 2 * width);
        int at = start(part);
        int until = start(part + 1);
        int i = split(left, right, end, at - left);
        int j = right + (at - left) - (i - left);
        for (; at < until; at++) {
            boolean first = j >= end || (i < right && from[i] <= from[j]);
            to[at] = first ? from[i++] : from[j++];
        }
    }

    /** Where in the left of two runs the first so many of both end. */
    private int split(int left, int right, int end, int count) {
        int low = Math.max(left, left + count - (end - right));
        int high = Math.min(right, left + count);
        while (low < high) {
            int middle = (low + high) >>> 1;
            int other = right + count - (middle - left) - 1;
            if (from[middle] <= from[other]) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
