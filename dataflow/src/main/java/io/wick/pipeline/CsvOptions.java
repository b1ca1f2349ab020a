package io.wick.pipeline;

import java.io.Serializable;
import java.util.Objects;

/**
 * How a CSV file is written, and what to do with lines that are wrong.
 *
 * @param separator between fields
 * @param quote around fields that have separators, quotes (doubled) or line breaks
 * @param header whether the first line has the columns' names; else components are columns in order
 * @param lineBreaks whether quoted fields may have line breaks. To cut such a file into splits it
 *     is read once from its beginning, at the speed of memory: say false for large files without
 *     any
 * @param badLines what to do with lines that are wrong
 */
public record CsvOptions(
        char separator, char quote, boolean header, boolean lineBreaks, BadLines badLines)
        implements Serializable {
    private static final CsvOptions STANDARD =
            new CsvOptions(',', '"', true, true, BadLines.fail());

    public CsvOptions {
        Objects.requireNonNull(badLines, "badLines");
        if (separator == quote || isUnfit(separator) || isUnfit(quote)) {
            throw new IllegalArgumentException(
                    "separator and quote must be two ASCII characters other than line breaks, got '"
                            + separator
                            + "' and '"
                            + quote
                            + "'");
        }
    }

    private static boolean isUnfit(char c) {
        return c == '\n' || c == '\r' || c > 127;
    }

    /** Commas, double quotes, a header, line breaks in fields; a wrong line fails the run. */
    public static CsvOptions standard() {
        return STANDARD;
    }

    public CsvOptions separator(char other) {
        return new CsvOptions(other, quote, header, lineBreaks, badLines);
    }

    public CsvOptions quote(char other) {
        return new CsvOptions(separator, other, header, lineBreaks, badLines);
    }

    public CsvOptions header(boolean other) {
        return new CsvOptions(separator, quote, other, lineBreaks, badLines);
    }

    public CsvOptions lineBreaks(boolean other) {
        return new CsvOptions(separator, quote, header, other, badLines);
    }

    public CsvOptions badLines(BadLines other) {
        return new CsvOptions(separator, quote, header, lineBreaks, other);
    }
}
