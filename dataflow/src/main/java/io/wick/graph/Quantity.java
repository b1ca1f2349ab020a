package io.wick.graph;

import java.util.Locale;

/** Numbers for people: {@code 2.1 MB}, {@code 120 us}. */
public final class Quantity {
    private static final String[] SIZES = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};
    private static final String[] TIMES = {"ns", "us", "ms", "s"};

    private Quantity() {}

    /** Bytes, in units of 1,000. */
    public static String bytes(long bytes) {
        return scaled(bytes, SIZES);
    }

    /** Nanoseconds, in units of 1,000; long times in seconds. */
    public static String nanos(long nanos) {
        return scaled(nanos, TIMES);
    }

    /** A count, with commas. */
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String scaled(long value, String[] units) {
        double scaled = value;
        int unit = 0;
        while (unit + 1 < units.length && Math.abs(scaled) >= 999.5) {
            scaled /= 1000;
            unit++;
        }
        boolean whole = scaled >= 99.95 || scaled == Math.rint(scaled);
        return String.format(Locale.ROOT, whole ? "%,.0f %s" : "%.1f %s", scaled, units[unit]);
    }
}
