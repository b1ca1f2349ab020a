package io.wick.benchmarks.soak;

import java.util.Arrays;
import java.util.List;

/**
 * How a figure of a JVM went.
 *
 * @param first median of the first minutes
 * @param last median of the last minutes
 * @param perHour slope of the line through all, by Theil and Sen: the median of the slopes of all
 *     pairs (Sen, 1968), which single odd samples do not bend
 */
record Trend(int node, String figure, long first, long last, double perHour) {
    /** A sample. */
    record Point(double seconds, long value) {}

    /** Of one figure's points, in order of time. */
    static Trend of(int node, String figure, List<Point> points, double windowSeconds) {
        double begin = points.getFirst().seconds();
        double end = points.getLast().seconds();
        long first = median(points.stream().filter(p -> p.seconds() <= begin + windowSeconds));
        long last = median(points.stream().filter(p -> p.seconds() >= end - windowSeconds));
        return new Trend(node, figure, first, last, 3600 * slope(points));
    }

    private static long median(java.util.stream.Stream<Point> points) {
        long[] sorted = points.mapToLong(Point::value).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static double slope(List<Point> points) {
        int n = points.size();
        if (n < 2) {
            return 0;
        }
        double[] slopes = new double[n * (n - 1) / 2];
        int at = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                Point a = points.get(i);
                Point b = points.get(j);
                slopes[at++] = (b.value() - a.value()) / (b.seconds() - a.seconds());
            }
        }
        Arrays.sort(slopes);
        return slopes[slopes.length / 2];
    }

    long grown() {
        return last - first;
    }

    /** What it may have grown by from its first minutes to its last ones. */
    long allowed() {
        long part = (long) (0.03 * first);
        if (figure.equals("resident bytes")) {
            return Math.max((long) (0.05 * first), 16L << 20); // malloc's and the collector's too
        }
        if (figure.startsWith("region ")) {
            return Math.max(part, 4L << 20); // taken at the moment of most use, and kept
        }
        if (figure.endsWith(" bytes")) {
            return Math.max(part, 2L << 20);
        }
        if (figure.startsWith(Sample.WICK)) {
            return Math.max(part, 4);
        }
        return Math.max(part, 3);
    }

    boolean isFlat() {
        Long most = Remembered.MOST.get(figure);
        return most == null ? grown() <= allowed() : last <= most;
    }
}
