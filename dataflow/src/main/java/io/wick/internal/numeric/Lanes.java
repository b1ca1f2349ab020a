package io.wick.internal.numeric;

import java.util.Arrays;

/**
 * Sums side by side, one per lane, so that adding to them is vector instructions; of one thread.
 */
final class Lanes {
    /** Below this many, adding one after the other takes no longer. */
    private static final int FEW = 32;

    final double[] sums = new double[Window.SIZE];
    private final double[] half = new double[Window.SIZE / 2];

    void clear() {
        Arrays.fill(sums, 0);
    }

    /** The sum of the first lanes, which are spent; all others must be 0. The order is fixed. */
    double spend(int used) {
        int width = sums.length;
        while (width > FEW) {
            width /= 2;
            if (width < used) {
                System.arraycopy(sums, width, half, 0, width);
                add(half, width);
            }
        }
        return Pieces.sum(sums, width);
    }

    private void add(double[] from, int count) {
        double[] to = sums;
        for (int i = 0; i < count; i++) {
            to[i] += from[i];
        }
    }
}
