package io.wick.examples;

import dev.hardwood.HardwoodContext;
import dev.hardwood.InputFile;
import dev.hardwood.reader.ColumnReader;
import dev.hardwood.reader.ColumnReaders;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowGroupPredicate;
import dev.hardwood.schema.ColumnProjection;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Flights in columns, eight bytes each: what lives in a node's object store.
 *
 * @param airports IATA codes; the columns hold indexes into it
 * @param origin where the flight left
 * @param destination where it landed
 * @param distance statute miles, as the airline reported them
 * @param delay of the arrival in minutes, negative when early
 */
record Partition(
        String[] airports, short[] origin, short[] destination, short[] distance, short[] delay) {

    int rows() {
        return delay.length;
    }

    /** Reads a slice of the file; runs as a task, on one thread. */
    static Partition load(Slice slice) throws IOException {
        var columns = ColumnProjection.columns("delay", "distance", "origin", "destination");
        var rowGroup = RowGroupPredicate.byteRange(slice.firstByte(), slice.endByte());
        try (var context = HardwoodContext.create(1);
                var file = ParquetFileReader.open(InputFile.of(Path.of(slice.file())), context);
                var reader = file.buildColumnReaders(columns).filter(rowGroup).build()) {
            var loader = new Loader(slice.rows());
            long position = 0;
            while (loader.filled < slice.rows() && reader.nextBatch()) {
                int rows = reader.getRecordCount();
                int from = Math.clamp(slice.firstRow() - position, 0, rows);
                int to = Math.min(rows, from + slice.rows() - loader.filled);
                loader.add(reader, from, to);
                position += rows;
            }
            return loader.partition();
        }
    }

    /** Fills the columns; for use by one thread. */
    private static final class Loader {
        private final short[] origin;
        private final short[] destination;
        private final short[] distance;
        private final short[] delay;
        private final Map<Integer, Short> codes = new HashMap<>();
        private final List<String> airports = new ArrayList<>();
        private int filled;

        Loader(int rows) {
            origin = new short[rows];
            destination = new short[rows];
            distance = new short[rows];
            delay = new short[rows];
        }

        void add(ColumnReaders reader, int from, int to) {
            addNumbers(reader.getColumnReader("delay"), from, to, delay);
            addNumbers(reader.getColumnReader("distance"), from, to, distance);
            addAirports(reader.getColumnReader("origin"), from, to, origin);
            addAirports(reader.getColumnReader("destination"), from, to, destination);
            filled += Math.max(0, to - from);
        }

        Partition partition() {
            if (filled != delay.length) {
                throw new IllegalStateException(
                        "The file has changed: expected " + delay.length + " rows, got " + filled);
            }
            return new Partition(
                    airports.toArray(String[]::new), origin, destination, distance, delay);
        }

        private void addNumbers(ColumnReader column, int from, int to, short[] target) {
            refuseNulls(column);
            long[] values = column.getLongs();
            for (int i = from; i < to; i++) {
                short value = (short) values[i];
                if (value != values[i]) {
                    throw new IllegalArgumentException(
                            name(column) + " should fit into 16 bits, got " + values[i]);
                }
                target[filled + i - from] = value;
            }
        }

        private void addAirports(ColumnReader column, int from, int to, short[] target) {
            refuseNulls(column);
            byte[] bytes = column.getBinaryValues();
            int[] offsets = column.getBinaryOffsets();
            for (int i = from; i < to; i++) {
                target[filled + i - from] = code(bytes, offsets[i], offsets[i + 1]);
            }
        }

        /** The index of an IATA code, which becomes a string only when it is new here. */
        private short code(byte[] bytes, int start, int end) {
            if (end - start != 3) {
                String code = new String(bytes, start, end - start, StandardCharsets.UTF_8);
                throw new IllegalArgumentException(
                        "An airport should have a code of 3 letters, got '" + code + "'");
            }
            int key = bytes[start] << 16 | bytes[start + 1] << 8 | bytes[start + 2];
            Short code = codes.get(key);
            if (code == null) {
                code = (short) airports.size();
                codes.put(key, code);
                airports.add(new String(bytes, start, 3, StandardCharsets.US_ASCII));
            }
            return code;
        }

        private static void refuseNulls(ColumnReader column) {
            if (column.getLeafValidity().hasNulls()) {
                throw new IllegalArgumentException(name(column) + " should have no empty fields");
            }
        }

        private static String name(ColumnReader column) {
            return "Column '" + column.getColumnSchema().name() + "'";
        }
    }
}
