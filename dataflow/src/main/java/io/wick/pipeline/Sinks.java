package io.wick.pipeline;

import io.wick.Fn1;
import io.wick.internal.format.FileSink;
import io.wick.internal.format.cache.CacheSink;
import io.wick.internal.format.csv.CsvFormat;
import io.wick.internal.format.json.JsonFormat;
import io.wick.internal.format.parquet.write.ParquetFormat;
import io.wick.internal.pipeline.DirectSink;
import io.wick.internal.pipeline.KeepRows;
import io.wick.internal.pipeline.Outcomes;

import java.util.List;

/** The sinks there are, for {@link Pipeline#into}. */
public final class Sinks {
    private Sinks() {}

    /** How many rows there are; their columns are not read. */
    public static <T> Sink<T, ?, Long> count() {
        return new DirectSink<>(new Outcomes.Count());
    }

    /** All rows, in their order; they must fit into the memory of the node that starts the run. */
    public static <T> Sink<T, ?, List<T>> list() {
        return new DirectSink<>(new Outcomes.Collect<T>());
    }

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

    /**
     * Values of an Ignite cache that is there, put by its data streamer; entries with the same key
     * are replaced. Records become binary objects of their components, under the record's name,
     * with SQL's timestamps for instants; {@link Sources#cache} reads them back. Rows that are no
     * records are the values themselves. A run that fails leaves what it had put.
     *
     * @param key gives a row's key
     */
    public static <T, K> Sink<T, ?, Long> cache(String name, Fn1<? super T, ? extends K> key) {
        return new CacheSink<T, K>(
                Stages.given(name, "name", "cache"), Stages.given(key, "key", "cache"));
    }

    /** Parquet files as {@link ParquetOptions#standard()} says. */
    public static <T> Sink<T, ?, WrittenFiles> parquet(String directory) {
        return parquet(directory, ParquetOptions.standard());
    }

    /**
     * Parquet files, one for each part of the rows, in a directory as {@link #csv(String,
     * CsvOptions)} has it. A column for each of the record's components, optional unless that is
     * primitive: numbers, booleans, strings, {@code LocalDate}s and {@code Instant}s. {@link
     * Sources#parquet} reads them back. Add {@code zstd-jni} or {@code snappy-java} to the class
     * path for files to be compressed.
     *
     * <pre>{@code
     * flights.into(Sinks.parquet("out/late")).run(wick).rows();
     * }</pre>
     */
    public static <T> Sink<T, ?, WrittenFiles> parquet(String directory, ParquetOptions options) {
        return new FileSink<>(
                Stages.given(directory, "directory", "parquet"),
                new ParquetFormat(Stages.given(options, "options", "parquet")));
    }

    /**
     * Rows kept in the cluster's object store under a name, in parts that stay on the nodes where
     * they arise, each with a copy on another node. {@link Sources#object} reads them on any node
     * or client of the cluster, also when the program that wrote them has ended, until they are
     * replaced or {@linkplain io.wick.Wick#removeObject removed}, or the cluster stops.
     *
     * <p>What had the name before is replaced at once when all rows are there; runs that read it
     * meanwhile go on with what they began with. A run that fails leaves it. The run gives the
     * number of rows. Rows must not hold refs.
     *
     * @param name any but an empty one
     */
    public static <T> Sink<T, ?, Long> object(String name) {
        return new DirectSink<>(new KeepRows(Stages.named(name, "object")));
    }

    /** Files with a JSON object per line, otherwise as {@link #csv(String)}. */
    public static <T> Sink<T, ?, WrittenFiles> jsonLines(String directory) {
        return new FileSink<>(Stages.given(directory, "directory", "jsonLines"), new JsonFormat());
    }
}
