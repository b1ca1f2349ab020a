package io.wick.pipeline;

import io.wick.ObjectRef;
import io.wick.column.Schema;
import io.wick.error.PipelineException;
import io.wick.internal.format.arrow.ArrowSource;
import io.wick.internal.format.cache.CacheSource;
import io.wick.internal.format.csv.CsvSource;
import io.wick.internal.format.json.JsonSource;
import io.wick.internal.format.parquet.ParquetSource;
import io.wick.internal.pipeline.KeptSource;
import io.wick.internal.pipeline.RangeSource;
import io.wick.internal.pipeline.RefSource;
import io.wick.internal.pipeline.RowSource;

import java.util.ArrayList;
import java.util.List;

/** The sources there are. Each gives a plan of where rows are; reading happens in a run. */
public final class Sources {
    private Sources() {}

    /** The numbers from {@code from} to before {@code to}. */
    public static Source<Long> range(long from, long to) {
        if (to < from) {
            throw new PipelineException(
                    "range(from, to) goes upwards; got from " + from + " to " + to);
        }
        return new RangeSource(from, to);
    }

    /** These rows, in their order; they travel with the run to the nodes. */
    @SafeVarargs
    @SuppressWarnings("varargs") // read alone
    public static <T> Source<T> of(T... rows) {
        return of(List.of(rows));
    }

    /** The rows of a collection as it is now, in its order; they travel with the run. */
    public static <T> Source<T> of(Iterable<? extends T> rows) {
        return RowSource.of(copy(rows));
    }

    /** The same for rows of a type, of which there may be none. */
    public static <T> Source<T> of(Class<T> type, Iterable<? extends T> rows) {
        return RowSource.of(Stages.given(type, "type", "Sources.of"), copy(rows));
    }

    private static <T> List<T> copy(Iterable<? extends T> rows) {
        var all = new ArrayList<T>();
        for (T row : Stages.given(rows, "collection", "Sources.of")) {
            if (row == null) {
                throw new PipelineException(
                        "Row "
                                + all.size()
                                + " of the collection is null. A pipeline has no null rows: leave"
                                + " them out");
            }
            all.add(row);
        }
        return all;
    }

    /**
     * The rows of Parquet files: a column for each of the record's components, found by its name,
     * capitals included. Only columns that the pipeline uses are read, and no row groups whose
     * statistics say that no row meets its {@link Pipeline#where conditions}. Needs {@code
     * dev.hardwood:hardwood-core} on the class path, and {@code zstd-jni} or {@code snappy-java}
     * for files that are compressed so.
     *
     * <pre>{@code
     * record Flight(LocalDate date, int delay, String origin) {}
     * Pipeline.from(Sources.parquet("data/flights-*.parquet", Flight.class))
     * }</pre>
     *
     * @param path a file, a directory or a glob, the same on all nodes
     * @param type a record of numbers, booleans, strings, {@code LocalDate}s and {@code Instant}s
     */
    public static <T> Source<T> parquet(String path, Class<T> type) {
        return new ParquetSource<>(Stages.given(path, "path", "parquet"), schema(type, "parquet"));
    }

    /**
     * The rows of Arrow IPC files, random access or streaming: a column for each of the record's
     * components, found by its name, capitals included. Only columns that the pipeline uses are
     * read. Strings with a dictionary keep it. Needs {@code org.apache.arrow:arrow-format} on the
     * class path, and {@code zstd-jni} or {@code at.yawk.lz4:lz4-java} for files that are
     * compressed so; no flags of the JVM.
     *
     * <pre>{@code
     * record Flight(LocalDate date, int delay, String origin) {}
     * Pipeline.from(Sources.arrow("data/flights-*.arrow", Flight.class))
     * }</pre>
     *
     * @param path a file, a directory or a glob, the same on all nodes
     * @param type a record of numbers, booleans, strings, {@code LocalDate}s and {@code Instant}s
     */
    public static <T> Source<T> arrow(String path, Class<T> type) {
        return new ArrowSource<>(Stages.given(path, "path", "arrow"), schema(type, "arrow"));
    }

    /** The rows of CSV files, with commas and a header; a line that is wrong fails the run. */
    public static <T> Source<T> csv(String path, Class<T> type) {
        return csv(path, type, CsvOptions.standard());
    }

    /**
     * The rows of CSV files: a column for each of the record's components, found by its name,
     * capitals included. Empty fields are nulls, quoted empty ones empty strings; dates and times
     * are as in ISO 8601. Files are cut into parts by bytes, but for those that end in {@code .gz}.
     * Needs {@code de.siegmar:fastcsv} on the class path.
     *
     * @param path a file, a directory or a glob, the same on all nodes
     * @param type a record of types with a text: also enums, {@code BigDecimal}, {@code UUID}, ...
     */
    public static <T> Source<T> csv(String path, Class<T> type, CsvOptions options) {
        return new CsvSource<>(
                Stages.given(path, "path", "csv"),
                schema(type, "csv"),
                Stages.given(options, "options", "csv"));
    }

    /** The rows of files of JSON lines; a line that is wrong fails the run. */
    public static <T> Source<T> jsonLines(String path, Class<T> type) {
        return jsonLines(path, type, BadLines.fail());
    }

    /**
     * The rows of files with a JSON object per line: a field for each of the record's components.
     * Fields that no component has are passed over, missing ones are nulls. Files are cut into
     * parts by bytes, but for those that end in {@code .gz}.
     *
     * @param path a file, a directory or a glob, the same on all nodes
     * @param type a record; components of other types are read as Jackson does
     * @param badLines what to do with lines that are wrong
     */
    public static <T> Source<T> jsonLines(String path, Class<T> type, BadLines badLines) {
        return new JsonSource<>(
                Stages.given(path, "path", "jsonLines"),
                schema(type, "jsonLines"),
                Stages.given(badLines, "bad lines", "jsonLines"));
    }

    /**
     * The values of an Ignite cache, each partition read by the node that has it. Rows of a cache
     * that changes meanwhile are those that the reader finds.
     *
     * <p>When the value type is a record, values are read by their fields (binary objects, rows of
     * SQL tables): nobody needs their class, and only fields that the pipeline uses are read. Other
     * types are read as the objects they are.
     *
     * <pre>{@code
     * Pipeline.from(Sources.cache("trades", Long.class, Trade.class))
     * }</pre>
     */
    public static <K, V> Source<V> cache(String name, Class<K> keyType, Class<V> valueType) {
        Stages.given(keyType, "key type", "cache");
        return new CacheSource<>(
                Stages.given(name, "name", "cache"), schema(valueType, "cache"), false);
    }

    /**
     * The entries of an Ignite cache. Keys and values are read as objects, whose classes must be
     * known to the nodes; Ignite cannot make records.
     */
    public static <K, V> Source<CacheEntry<K, V>> cacheEntries(
            String name, Class<K> keyType, Class<V> valueType) {
        Stages.given(keyType, "key type", "cacheEntries");
        Stages.given(valueType, "value type", "cacheEntries");
        Schema<?> schema = Schema.of(CacheEntry.class);
        @SuppressWarnings("unchecked") // entries are of the cache's types
        var typed = (Schema<CacheEntry<K, V>>) schema;
        return new CacheSource<>(Stages.given(name, "name", "cacheEntries"), typed, true);
    }

    private static <T> Schema<T> schema(Class<T> type, String source) {
        return Schema.of(Stages.given(type, "type", source));
    }

    /**
     * The rows that {@link Sinks#object} keeps under a name, in the order they were written in,
     * each part read where it is. A run reads what has the name when it starts, all of it, also
     * when it is replaced meanwhile.
     *
     * @param type that of the rows when they were written; a run fails with a {@link
     *     io.wick.error.PipelineException} when it is another, or nothing has the name
     */
    public static <T> Source<T> object(String name, Class<T> type) {
        return new KeptSource<>(Stages.named(name, "object"), schema(type, "object"));
    }

    /** The elements of lists that are objects in the store, read where the objects are. */
    public static <T> Source<T> refs(
            Class<T> type, List<? extends ObjectRef<? extends List<? extends T>>> refs) {
        return new RefSource<>(
                Stages.given(type, "type", "refs"),
                List.copyOf(Stages.given(refs, "list of refs", "refs")));
    }
}
