package io.wick.benchmarks.queries;

import org.jspecify.annotations.Nullable;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Checks that all engines answer alike: whole numbers and texts exactly, other numbers within 1e-9
 * of their size. For use by one thread.
 */
final class Answers {
    private static final double TOLERANCE = 1e-9;
    private static final Pattern BETWEEN_VALUES = Pattern.compile("[\\[\\]=, ]+");
    private static final Pattern FRACTION = Pattern.compile("-?\\d+\\.\\d+(E-?\\d+)?");

    private record Answer(Contender of, List<String> rows) {}

    private final Map<Query, Answer> known = new EnumMap<>(Query.class);

    /**
     * Compares an answer with the first one to this query.
     *
     * @throws IllegalStateException when they differ
     */
    void check(Query query, Contender contender, List<String> rows) {
        Answer first = known.putIfAbsent(query, new Answer(contender, rows));
        String difference = first == null ? null : difference(first.rows, rows);
        if (first != null && difference != null) {
            throw new IllegalStateException(
                    String.format(
                            "%s and %s answer %s differently: %s",
                            first.of, contender, query, difference));
        }
    }

    /** What differs, if anything does. */
    static @Nullable String difference(List<String> expected, List<String> actual) {
        for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
            if (!alike(expected.get(i), actual.get(i))) {
                return "row %d is %s and %s".formatted(i, expected.get(i), actual.get(i));
            }
        }
        return expected.size() == actual.size()
                ? null
                : "%d and %d rows".formatted(expected.size(), actual.size());
    }

    private static boolean alike(String expected, String actual) {
        if (expected.equals(actual)) {
            return true;
        }
        String[] left = BETWEEN_VALUES.split(expected);
        String[] right = BETWEEN_VALUES.split(actual);
        boolean alike = left.length == right.length;
        for (int i = 0; alike && i < left.length; i++) {
            alike = left[i].equals(right[i]) || near(left[i], right[i]);
        }
        return alike;
    }

    private static boolean near(String expected, String actual) {
        if (!FRACTION.matcher(expected).matches() || !FRACTION.matcher(actual).matches()) {
            return false;
        }
        double left = Double.parseDouble(expected);
        double right = Double.parseDouble(actual);
        return Math.abs(left - right) <= TOLERANCE * Math.max(Math.abs(left), Math.abs(right));
    }
}
