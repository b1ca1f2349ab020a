package io.wick.internal.numeric;

import static io.wick.internal.numeric.Pieces.CHUNK;

import io.wick.numeric.Arguments;
import io.wick.numeric.Cpu;
import io.wick.numeric.NumericArray;

import java.util.concurrent.atomic.AtomicIntegerArray;

/** How many elements fall into each of some equal intervals; in the arithmetic of the type. */
public final class Histograms {
    private static final int STRETCH = Window.SIZE;

    /** Counts that are kept beside each other: one would wait for the last write of the same. */
    private static final int TABLES = 4;

    /** Most bins of which there are several tables: more would not stay in the nearest caches. */
    private static final int FEW = 2048;

    private Histograms() {}

    /** The counts. */
    public static void run(Arguments given, Cpu cpu) {
        NumericArray x = given.array(0);
        double low = given.scalar(1);
        double high = given.scalar(2);
        int bins = (int) given.whole(3);
        var totals = new AtomicIntegerArray(bins);
        cpu.ranges(
                x.size(),
                CHUNK,
                (from, to) -> {
                    Window window = Window.of(x);
                    var places = new int[STRETCH];
                    int[][] counts = new int[bins <= FEW ? TABLES : 1][bins + 1];
                    for (long at = from; at < to; at += STRETCH) {
                        int count = (int) Math.min(STRETCH, to - at);
                        window.load(at, count);
                        window.intervals(low, high, bins, places, count);
                        count(places, count, counts);
                    }
                    for (int[] table : counts) {
                        for (int i = 0; i < bins; i++) {
                            totals.addAndGet(i, table[i]);
                        }
                    }
                });
        for (int i = 0; i < bins; i++) {
            given.ints(4).set(i, totals.get(i));
        }
    }

    private static void count(int[] places, int count, int[][] tables) {
        int last = tables.length - 1;
        int[] a = tables[0];
        int[] b = tables[Math.min(1, last)];
        int[] c = tables[Math.min(2, last)];
        int[] d = tables[last];
        int i = 0;
        for (; i + 3 < count; i += TABLES) {
            a[places[i]]++;
            b[places[i + 1]]++;
            c[places[i + 2]]++;
            d[places[i + 3]]++;
        }
        for (; i < count; i++) {
            a[places[i]]++;
        }
    }
}
