package io.wick.pipeline;

import io.wick.internal.format.FileSink;
import io.wick.internal.format.csv.CsvFormat;
import io.wick.internal.format.json.JsonFormat;

/** The sinks there are, for {@link Pipeline#into}. */
public final class Sinks {
    private Sinks() {}

    /** CSV files with commas and a header, as {@link #csv(String, CsvOptions)} writes them. */
    public static <T> Sink<T, ?, WrittenFiles> csv(String directory) {
        return csv(directory, CsvOptions.standard());
    }

    /**
     * CSV files, one for each part of the rows, in a directory that all nodes share and that has no
     * files yet. They have their names once all are complete: a run that fails leaves none. {@link
     * Sources#csv} reads them back. Needs {@code de.siegmar:fastcsv} on the class path.
     */
    public static <T> Sink<T, ?, WrittenFiles> csv(String directory, CsvOptions options) {
        return new FileSink<>(
                Stages.given(directory, "directory", "csv"),
                new CsvFormat(Stages.given(options, "options", "csv")));
    }

    /** Files with a JSON object per line, otherwise as {@link #csv(String)}. */
    public static <T> Sink<T, ?, WrittenFiles> jsonLines(String directory) {
        return new FileSink<>(
                Stages.given(directory, "directory", "jsonLines"), new JsonFormat());
    }
}
