package io.wick.examples;

import dev.hardwood.HardwoodContext;
import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import dev.hardwood.schema.ColumnProjection;

import io.wick.ObjectRef;
import io.wick.Wick;
import io.wick.numeric.Floats;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The flights as matrices of floats, in blocks of rows that stay on the nodes that have read them.
 *
 * @param points delay in hours and distance in thousands of miles, a row for each flight
 * @param features 1, distance and its square, a row for each flight
 * @param late 1 for a flight that was more than 15 minutes late, 0 for others
 */
record FlightBlocks(
        List<ObjectRef<Floats>> points,
        List<ObjectRef<Floats>> features,
        List<ObjectRef<Floats>> late) {
    private static final int LATE_MINUTES = 15;

    /** Reads the first {@code rows} flights of a file, {@code count} blocks at a time. */
    static FlightBlocks read(Wick wick, Path file, int rows, int count) {
        var blocks = new FlightBlocks(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        String path = file.toAbsolutePath().toString();
        for (int i = 0; i < count; i++) {
            int from = (int) ((long) rows * i / count);
            int length = (int) ((long) rows * (i + 1) / count) - from;
            ObjectRef<Floats> points =
                    wick.task(() -> points(path, from, length)).named("read " + i).submit();
            blocks.points.add(points);
            blocks.features.add(wick.task(FlightBlocks::toFeatures, points).submit());
            blocks.late.add(wick.task(FlightBlocks::toLate, points).submit());
        }
        return blocks;
    }

    private static Floats points(String file, int from, int length) {
        Floats points = Floats.zeros(length, 2);
        var columns = ColumnProjection.columns("delay", "distance");
        try (var context = HardwoodContext.create(1);
                var parquet = ParquetFileReader.open(InputFile.of(Path.of(file)), context);
                RowReader reader =
                        parquet.buildRowReader()
                                .projection(columns)
                                .skip(from)
                                .head(length)
                                .build()) {
            for (int row = 0; row < length && reader.hasNext(); row++) {
                reader.next();
                points.set(row, 0, reader.getLong("delay") / 60f);
                points.set(row, 1, reader.getLong("distance") / 1000f);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The flights of " + file + " cannot be read", e);
        }
        return points.freeze(); // a device keeps what cannot change
    }

    private static Floats toFeatures(Floats points) {
        Floats features = Floats.zeros(points.rows(), 3);
        for (long row = 0; row < points.rows(); row++) {
            float distance = points.get(row, 1);
            features.set(row, 0, 1);
            features.set(row, 1, distance);
            features.set(row, 2, distance * distance);
        }
        return features.freeze();
    }

    private static Floats toLate(Floats points) {
        Floats late = Floats.zeros(points.rows());
        for (long row = 0; row < points.rows(); row++) {
            late.set(row, points.get(row, 0) * 60 > LATE_MINUTES ? 1 : 0);
        }
        return late.freeze();
    }
}
