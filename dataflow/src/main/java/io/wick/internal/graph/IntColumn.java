package io.wick.internal.graph;

import io.wick.error.GraphException;

import java.util.Arrays;

/** A growing row of ints. For one thread. */
public final class IntColumn {
    private static final int MOST = Integer.MAX_VALUE - 8;

    private int[] values = new int[16];
    private int size;

    /** Adds one. */
    public void add(int value) {
        reserve(1);
        values[size++] = value;
    }

    /** Adds some. */
    public void addAll(int... more) {
        reserve(more.length);
        System.arraycopy(more, 0, values, size, more.length);
        size += more.length;
    }

    /** Adds {@code from}, {@code from + 1} and so on, {@code count} of them. */
    public void addRange(int from, int count) {
        reserve(count);
        for (int i = 0; i < count; i++) {
            values[size + i] = from + i;
        }
        size += count;
    }

    /** The value at an index below {@link #size}. */
    public int get(int index) {
        return values[index];
    }

    /** How many there are. */
    public int size() {
        return size;
    }

    /** Drops all from this size on. */
    void truncate(int to) {
        size = to;
    }

    int[] toArray() {
        return Arrays.copyOf(values, size);
    }

    private void reserve(int more) {
        if (more > MOST - size) {
            throw new GraphException(
                    "A graph has at most "
                            + MOST
                            + " edges; this one has "
                            + size
                            + " and was to get "
                            + more
                            + " more. Cut it into several graphs");
        }
        if (size + more > values.length) {
            int wanted = (int) Math.min(MOST, values.length * 2L);
            values = Arrays.copyOf(values, Math.max(size + more, wanted));
        }
    }
}
