package io.wick.internal.run.sim;

import java.util.Arrays;

/** Rows of numbers in two arrays, filled row by row. */
final class Rows {
    private final int[] starts;
    private int[] all = new int[16];
    private int rows;
    private int size;

    Rows(int rows) {
        this.starts = new int[rows + 1];
    }

    void add(int value) {
        if (size == all.length) {
            all = Arrays.copyOf(all, size * 2);
        }
        all[size++] = value;
    }

    void addOnce(int value) {
        for (int i = starts[rows]; i < size; i++) {
            if (all[i] == value) {
                return;
            }
        }
        add(value);
    }

    /** The row is full. */
    void end() {
        starts[++rows] = size;
    }

    int[] row(int index) {
        return Arrays.copyOfRange(all, starts[index], starts[index + 1]);
    }

    int[] starts() {
        return starts;
    }

    int[] all() {
        return Arrays.copyOf(all, size);
    }
}
