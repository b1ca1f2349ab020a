package io.wick.benchmarks.soak;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** The verdict on all samples: what grew, and by how much. */
final class Trends {
    /** Ignite cuts its history of affinity back every eight to sixteen minutes. */
    private static final double WINDOW_SECONDS = 960;

    private static final int GROWING_CLASSES = 12;

    private final List<Trend> trends = new ArrayList<>();

    /** Of samples of the same JVMs, in order of time. */
    static Trends of(List<Watch.Taken> taken) {
        var points = new TreeMap<String, List<Trend.Point>>();
        for (Watch.Taken each : taken) {
            points.computeIfAbsent(each.node() + "\t" + each.figure(), key -> new ArrayList<>())
                    .add(new Trend.Point(each.seconds(), each.value()));
        }
        double seconds =
                taken.isEmpty() ? 0 : taken.getLast().seconds() - taken.getFirst().seconds();
        var all = new Trends();
        points.forEach(
                (key, series) -> {
                    String[] parts = key.split("\t", 2);
                    int node = Integer.parseInt(parts[0]);
                    double window = Math.min(WINDOW_SECONDS, seconds / 3);
                    all.trends.add(Trend.of(node, parts[1], series, window));
                });
        return all;
    }

    private static boolean judged(Trend trend) {
        return !trend.figure().startsWith(Sample.CLASS)
                && !trend.figure().startsWith(Sample.THREADS)
                && !trend.figure().equals("compiled code bytes");
    }

    /** What grew beyond what it may. */
    List<Trend> grown() {
        return trends.stream().filter(t -> judged(t) && !t.isFlat()).toList();
    }

    private static boolean shown(Trend trend) {
        return !trend.figure().startsWith(Sample.CLASS)
                && !trend.figure().startsWith(Sample.THREADS)
                && (!trend.figure().startsWith(Sample.WICK) || trend.grown() != 0);
    }

    private static String value(String figure, double value) {
        return figure.endsWith(" bytes")
                ? String.format(Locale.ROOT, "%,.2f MiB", value / (1 << 20))
                : String.format(Locale.ROOT, "%,.0f", value);
    }

    /** A Markdown table; of Wick's collections those that changed. */
    String table() {
        var text =
                new StringBuilder(
                        "| JVM | figure | first minutes | last minutes | per hour | verdict |\n"
                                + "|---|---|---|---|---|---|\n");
        for (Trend trend : trends) {
            if (shown(trend)) {
                String name = trend.figure();
                text.append(
                        String.format(
                                Locale.ROOT,
                                "| %d | %s | %s | %s | %s | %s |%n",
                                trend.node(),
                                name,
                                value(name, trend.first()),
                                value(name, trend.last()),
                                value(name, trend.perHour()),
                                !judged(trend) ? "" : trend.isFlat() ? "flat" : "GROWS"));
            }
        }
        return text.toString();
    }

    /** The classes whose instances take more and more, most first. */
    String growingClasses() {
        var text = new StringBuilder();
        trends.stream()
                .filter(trend -> trend.figure().startsWith(Sample.CLASS) && trend.grown() > 0)
                .sorted(Comparator.comparingDouble(Trend::perHour).reversed())
                .limit(GROWING_CLASSES)
                .forEach(
                        trend ->
                                text.append(
                                        String.format(
                                                Locale.ROOT,
                                                "- JVM %d, %s: %,d to %,d bytes, %,.0f per hour%n",
                                                trend.node(),
                                                trend.figure(),
                                                trend.first(),
                                                trend.last(),
                                                trend.perHour())));
        return text.toString();
    }
}
