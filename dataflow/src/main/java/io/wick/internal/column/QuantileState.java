package io.wick.internal.column;

import org.apache.datasketches.kll.KllDoublesSketch;
import org.apache.datasketches.quantilescommon.QuantileSearchCriteria;
import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * The values of one group: counts of a dense range of ints, loose values, and once those are many
 * and not dense a KLL sketch (Karnin, Lang, Liberty 2016) of all. Exact without the sketch. Holds
 * at least one value once something was added. For one thread.
 */
final class QuantileState {
    /** A rank error below 0.15 % with 99 % confidence, and 45 kB for a million values. */
    private static final int SKETCH_SIZE = 2000;

    /** So many loose values are kept before they are sketched. */
    private static final int LOOSE = 4096;

    private static final int FIRST_LOOSE = 64;

    /** A histogram may have so many counts per value. */
    private static final int COUNTS_PER_VALUE = 16;

    private static final int[] NO_COUNTS = {};

    private final boolean ints;
    private int low;
    private int[] counts = NO_COUNTS;
    private double[] loose = {};
    private int looseCount;
    private @Nullable KllDoublesSketch sketch;

    /**
     * What travels.
     *
     * @param low the value that the first count is of
     * @param sketch as bytes; null when the others are all there is
     */
    record Saved(int low, int[] counts, double[] loose, byte @Nullable [] sketch)
            implements Serializable {}

    /** Of ints alone, or of any numbers. */
    QuantileState(boolean ints) {
        this.ints = ints;
    }

    int low() {
        return low;
    }

    int[] counts() {
        return counts;
    }

    void attach(int newLow, int[] newCounts) {
        low = newLow;
        counts = newCounts;
    }

    void add(double value) {
        add(value, 1);
    }

    void addInt(int value) {
        int at = value - low;
        if (Integer.compareUnsigned(at, counts.length) < 0) {
            // Its count is full
            toSketch().update(value);
        } else if (counts.length == 0 || !widen(value, value, 0)) {
            add(value, 1);
            boolean due = looseCount >= FIRST_LOOSE && Integer.bitCount(looseCount) == 1;
            if (due && sketch == null && counts.length == 0) {
                gather();
            }
        } else {
            counts[value - low]++;
        }
    }

    private void add(double value, long weight) {
        KllDoublesSketch into = sketch;
        if (into == null && looseCount + weight > LOOSE) {
            into = toSketch();
        }
        if (into != null) {
            into.update(value, weight);
            return;
        }
        int times = (int) weight;
        if (looseCount + times > loose.length) {
            loose =
                    Arrays.copyOf(
                            loose, Math.max(looseCount + times, Math.max(16, looseCount * 2)));
        }
        Arrays.fill(loose, looseCount, looseCount + times, value);
        looseCount += times;
    }

    /**
     * Makes a histogram of the loose values if most are dense; those far away stay loose. Starts
     * from the middle three quarters and takes in what keeps it dense.
     */
    private void gather() {
        Arrays.sort(loose, 0, looseCount);
        int from = looseCount / 8;
        int to = looseCount - 1 - from;
        double allowed = Math.max(LOOSE, COUNTS_PER_VALUE * (double) looseCount);
        while (from > 0 && loose[to] - loose[from - 1] < allowed) {
            from--;
        }
        while (to + 1 < looseCount && loose[to + 1] - loose[from] < allowed) {
            to++;
        }
        if (!widen((int) loose[from], (int) loose[to], looseCount)) {
            return;
        }
        for (int i = from; i <= to; i++) {
            counts[(int) loose[i] - low]++;
        }
        System.arraycopy(loose, to + 1, loose, from, looseCount - to - 1);
        looseCount -= to - from + 1;
    }

    /**
     * Makes the histogram cover a range as well, if that is dense enough with so many more values.
     */
    private boolean widen(int from, int to, long more) {
        long least = counts.length == 0 ? from : Math.min(low, from);
        long most = counts.length == 0 ? to : Math.max(low + counts.length - 1L, to);
        long span = most - least + 1;
        long allowed =
                Math.min(
                        Integer.MAX_VALUE / 2,
                        Math.max(LOOSE, COUNTS_PER_VALUE * (counted() + more)));
        if (sketch != null || span > allowed) {
            return false;
        }
        if (span > counts.length) {
            // Half as much again at the open end, so that the next value there needs no new array
            long spare = Math.min(counts.length / 2, allowed - span);
            long newLow = least;
            if (counts.length > 0 && least < low) {
                newLow = Math.max(Integer.MIN_VALUE, least - spare);
            } else if (most + spare <= Integer.MAX_VALUE) {
                most += spare;
            }
            int[] wider = new int[(int) (most - newLow + 1)];
            System.arraycopy(
                    counts, 0, wider, counts.length == 0 ? 0 : (int) (low - newLow), counts.length);
            low = (int) newLow;
            counts = wider;
        }
        return true;
    }

    private long counted() {
        long sum = 0;
        for (int count : counts) {
            sum += count;
        }
        return sum;
    }

    /** The sketch, of all values from now on. */
    private KllDoublesSketch toSketch() {
        KllDoublesSketch made = sketch;
        if (made == null) {
            made = KllDoublesSketch.newHeapInstance(SKETCH_SIZE);
            sketch = made;
        }
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                made.update((double) low + i, (long) counts[i]);
            }
        }
        for (int i = 0; i < looseCount; i++) {
            made.update(loose[i]);
        }
        counts = NO_COUNTS;
        looseCount = 0;
        return made;
    }

    Saved save() {
        int from = 0;
        int to = counts.length;
        while (from < to && counts[from] == 0) {
            from++;
        }
        while (to > from && counts[to - 1] == 0) {
            to--;
        }
        return new Saved(
                low + from,
                Arrays.copyOfRange(counts, from, to),
                Arrays.copyOf(loose, looseCount),
                sketch == null ? null : sketch.toByteArray());
    }

    void merge(Saved saved) {
        byte[] bytes = saved.sketch();
        if (bytes != null) {
            toSketch().merge(KllDoublesSketch.heapify(MemorySegment.ofArray(bytes)));
        }
        int[] more = saved.counts();
        long sum = 0;
        for (int count : more) {
            sum += count;
        }
        boolean fits = more.length > 0 && widen(saved.low(), saved.low() + more.length - 1, sum);
        for (int i = 0; i < more.length; i++) {
            int at = saved.low() + i - low;
            if (fits && sketch == null && more[i] <= Integer.MAX_VALUE - counts[at]) {
                counts[at] += more[i];
            } else if (more[i] > 0) {
                toSketch().update((double) saved.low() + i, (long) more[i]);
            }
        }
        for (double value : saved.loose()) {
            if (ints) {
                addCounted((int) value);
            } else {
                add(value);
            }
        }
    }

    private void addCounted(int value) {
        int at = value - low;
        if (Integer.compareUnsigned(at, counts.length) < 0 && counts[at] != Integer.MAX_VALUE) {
            counts[at]++;
        } else {
            addInt(value);
        }
    }

    /** The value of the nearest rank. */
    double quantile(double rank) {
        KllDoublesSketch of = sketch;
        if (of != null) {
            toSketch();
            return of.getQuantile(rank, QuantileSearchCriteria.INCLUSIVE);
        }
        long values = counted() + looseCount;
        double exact = rank * values;
        // 0.07 * 100 is a little more than 7, and means 7
        long left = Math.max(1, (long) Math.ceil(exact - 2 * Math.ulp(exact)));
        Arrays.sort(loose, 0, looseCount);
        int next = 0;
        for (int i = 0; i < counts.length; i++) {
            for (; next < looseCount && loose[next] < (double) low + i; next++) {
                if (--left == 0) {
                    return loose[next];
                }
            }
            left -= counts[i];
            if (left <= 0) {
                return (double) low + i;
            }
        }
        return loose[next + (int) left - 1];
    }
}
