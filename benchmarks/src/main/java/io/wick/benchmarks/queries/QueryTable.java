package io.wick.benchmarks.queries;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The Markdown table: a column an engine, a row a query or figure. Its last column sets Wick beside
 * the fastest rival where both ran.
 */
final class QueryTable {
    private final Map<Contender, Timings> columns;
    private final List<Query> queries;

    QueryTable(Map<Contender, Timings> columns, List<Query> queries) {
        this.columns = columns;
        this.queries = queries;
    }

    @Override
    public String toString() {
        var lines = Stream.<String>builder();
        Stream<String> titles = columns.keySet().stream().map(Contender::toString);
        lines.add(row("warm median (first, cold), ms", titles, "Wick / best rival"));
        lines.add("|---" + "|---:".repeat(columns.size() + 1) + "|");
        for (Query query : queries) {
            lines.add(row(query.toString(), timings -> times(timings, query), ratio(query)));
        }
        lines.add(row("start of the engine, s", own -> text("%.1f", own.startSeconds()), ""));
        lines.add(row("peak resident, MiB", own -> mib(own.peakResident()), ""));
        lines.add(row("peak heap after a collection, MiB", own -> mib(own.peakHeap()), ""));
        return lines.build().collect(Collectors.joining("\n"));
    }

    private String row(String title, Function<Timings, String> figure, String last) {
        return row(title, columns.values().stream().map(figure), last);
    }

    private static String row(String title, Stream<String> cells, String last) {
        return Stream.of(Stream.of(title), cells, Stream.of(last))
                .flatMap(part -> part)
                .collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static String times(Timings timings, Query query) {
        return text("%,.0f (%,.0f)", timings.warmMillis(query), timings.coldMillis(query));
    }

    private String ratio(Query query) {
        Timings wick = columns.get(Contender.WICK);
        double rival =
                columns.entrySet().stream()
                        .filter(column -> column.getKey() != Contender.WICK)
                        .mapToDouble(column -> column.getValue().warmMillis(query))
                        .min()
                        .orElse(Double.NaN);
        return wick == null || Double.isNaN(rival)
                ? ""
                : text("%.2f", wick.warmMillis(query) / rival);
    }

    private static String mib(long bytes) {
        return text("%,d", bytes >> 20);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
