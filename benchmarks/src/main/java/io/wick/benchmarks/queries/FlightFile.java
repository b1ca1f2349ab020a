package io.wick.benchmarks.queries;

import dev.hardwood.HardwoodContext;
import dev.hardwood.InputFile;
import dev.hardwood.metadata.RowGroup;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowGroupPredicate;
import dev.hardwood.reader.RowReader;
import dev.hardwood.schema.ColumnProjection;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Rows of a row group of the Parquet file as objects, decoded one by one as they are wanted, on one
 * thread. For use by one thread.
 *
 * @param <T> a row
 */
final class FlightFile<T> implements AutoCloseable {
    /** Kept, because java.util.logging forgets the level of a logger nobody holds. */
    private static final Logger LOG = Logger.getLogger("dev.hardwood");

    static {
        LOG.setLevel(Level.WARNING);
    }

    private final HardwoodContext context;
    private final ParquetFileReader file;
    private final RowReader reader;
    private final Columns<T> columns;

    /**
     * What is wanted of a file's rows.
     *
     * @param names the columns that are read
     * @param decode makes an object of the row where the reader is
     */
    record Columns<T>(List<String> names, Decode<T> decode) implements Serializable {
        /** Makes an object of the row where the reader is. */
        @FunctionalInterface
        interface Decode<T> extends Serializable {
            T row(RowReader reader);
        }
    }

    /** A flight's airports. */
    record Route(String origin, String destination) implements Serializable {}

    /** What the aggregates by airport want of a flight. */
    record Delay(String origin, int minutes) implements Serializable {}

    static final Columns<Delay> DELAYS =
            new Columns<>(
                    List.of("delay", "origin"),
                    row -> new Delay(row.getString("origin"), (int) row.getLong("delay")));

    static final Columns<Route> ROUTES =
            new Columns<>(
                    List.of("origin", "destination"),
                    row -> new Route(row.getString("origin"), row.getString("destination")));

    static final Columns<Flight> FLIGHTS =
            new Columns<>(
                    List.of("date", "delay", "distance", "origin", "destination"),
                    row ->
                            new Flight(
                                    row.getLong("date"),
                                    (int) row.getLong("delay"),
                                    (int) row.getLong("distance"),
                                    row.getString("origin"),
                                    row.getString("destination")));

    private FlightFile(Path path, RowGroupPredicate rowGroup, Columns<T> columns)
            throws IOException {
        this.columns = columns;
        context = HardwoodContext.create(1);
        file = ParquetFileReader.open(InputFile.of(path), context);
        reader =
                file.buildRowReader()
                        .projection(
                                ColumnProjection.columns(columns.names().toArray(String[]::new)))
                        .filter(rowGroup)
                        .build();
    }

    /** Opens a row group. */
    static <T> FlightFile<T> open(Path path, RowGroupPredicate rowGroup, Columns<T> columns)
            throws IOException {
        return new FlightFile<>(path, rowGroup, columns);
    }

    /** The file's row groups, each by where it begins and ends. */
    static List<RowGroupPredicate> rowGroups(Path path) throws IOException {
        try (var reader = ParquetFileReader.open(InputFile.of(path))) {
            var ranges = new ArrayList<RowGroupPredicate>();
            List<RowGroup> groups = reader.getFileMetaData().rowGroups();
            for (int i = 0; i < groups.size(); i++) {
                long end = i + 1 < groups.size() ? start(groups.get(i + 1)) : Files.size(path);
                ranges.add(RowGroupPredicate.byteRange(start(groups.get(i)), end));
            }
            return ranges;
        }
    }

    private static long start(RowGroup group) {
        return group.columns().getFirst().chunkStartOffset();
    }

    /** All rows, of some row groups at a time. */
    static <T> Stream<T> parallelRows(Path path, Columns<T> columns) throws IOException {
        return rowGroups(path).parallelStream()
                .flatMap(rowGroup -> stream(path, rowGroup, columns));
    }

    private static <T> Stream<T> stream(Path path, RowGroupPredicate group, Columns<T> columns) {
        try {
            FlightFile<T> rows = open(path, group, columns);
            return StreamSupport.stream(rows.spliterator(), false).onClose(rows::close);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Spliterator<T> spliterator() {
        return new AbstractSpliterator<>(Long.MAX_VALUE, Spliterator.NONNULL) {
            @Override
            public boolean tryAdvance(Consumer<? super T> action) {
                if (!reader.hasNext()) {
                    return false;
                }
                action.accept(next());
                return true;
            }

            @Override
            public void forEachRemaining(Consumer<? super T> action) {
                while (reader.hasNext()) {
                    action.accept(next());
                }
            }
        };
    }

    boolean hasNext() {
        return reader.hasNext();
    }

    T next() {
        reader.next();
        return columns.decode().row(reader);
    }

    @Override
    public void close() {
        reader.close();
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        context.close();
    }
}
