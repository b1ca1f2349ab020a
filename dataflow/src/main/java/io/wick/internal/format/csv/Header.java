package io.wick.internal.format.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;

import io.wick.column.Field;
import io.wick.column.Schema;
import io.wick.error.PipelineException;
import io.wick.internal.format.LineFiles;
import io.wick.pipeline.CsvOptions;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * What the columns of a file are.
 *
 * @param names of the columns
 * @param fields for each column the index of the schema's field, -1 for none
 * @param dataStart where the first record after the header begins
 */
record Header(List<String> names, List<Integer> fields, long dataStart) {
    private static final int MARK = 3;

    /**
     * Reads the first record of a file and finds the schema's fields in it.
     *
     * @throws PipelineException if one is not there
     */
    static Header read(String file, long size, Schema<?> schema, CsvOptions options)
            throws IOException {
        long start = byteOrderMark(file, size);
        List<String> first = firstRecord(file, start, size, options);
        if (!options.header()) {
            return positional(file, start, schema, first);
        }
        if (first.isEmpty()) {
            throw new PipelineException(
                    file + " is empty. Expected at least a header, or choose header(false)");
        }
        List<Integer> fields = new ArrayList<>();
        for (String name : first) {
            fields.add(schema.has(name) ? schema.indexOf(name) : -1);
        }
        for (int i = 0; i < schema.size(); i++) {
            Field field = schema.field(i);
            long times = count(fields, i);
            if (times != 1) {
                throw new PipelineException(
                        file
                                + " has "
                                + (times == 0 ? "no column" : "more than one column")
                                + " '"
                                + field.name()
                                + "' for the component of "
                                + schema.rowType().getName()
                                + "; it has "
                                + String.join(", ", first)
                                + ". Names must be equal, capitals included");
            }
        }
        long data = LineFiles.isPacked(file) ? 0 : dataStart(file, start, size, options);
        return new Header(List.copyOf(first), List.copyOf(fields), data);
    }

    private static long count(List<Integer> fields, int index) {
        return fields.stream().filter(field -> field == index).count();
    }

    private static Header positional(
            String file, long start, Schema<?> schema, List<String> first) {
        List<String> names = new ArrayList<>();
        List<Integer> fields = new ArrayList<>();
        for (int i = 0; i < schema.size(); i++) {
            names.add(schema.field(i).name());
            fields.add(i);
        }
        if (!first.isEmpty() && first.size() != names.size()) {
            throw new PipelineException(
                    file
                            + " has "
                            + first.size()
                            + " columns, but "
                            + schema.rowType().getName()
                            + " has "
                            + names.size()
                            + " components. Without a header they must be as many");
        }
        return new Header(List.copyOf(names), List.copyOf(fields), start);
    }

    private static List<String> firstRecord(String file, long start, long size, CsvOptions options)
            throws IOException {
        try (InputStream in = LineFiles.open(file, start, size);
                CsvReader<CsvRecord> reader = CsvSplit.parser(options).ofCsvRecord(in)) {
            Iterator<CsvRecord> records = reader.iterator();
            return records.hasNext() ? records.next().getFields() : List.of();
        } catch (CsvParseException e) {
            throw new PipelineException(
                    file + ", line 1: " + e.getMessage() + ". A quote may be missing there", e);
        }
    }

    /** Empty lines before the header belong to it. */
    private static long dataStart(String file, long start, long size, CsvOptions options)
            throws IOException {
        long at = start;
        try (InputStream in = LineFiles.open(file, start, size)) {
            for (int b; (b = in.read()) == '\n' || b == '\r'; ) {
                at++;
            }
        }
        try (InputStream in = LineFiles.open(file, at, size)) {
            List<Long> cuts = new RecordCuts(options).find(in, at, List.of(at + 1));
            return cuts.isEmpty() ? size : cuts.getFirst();
        }
    }

    private static long byteOrderMark(String file, long size) throws IOException {
        if (LineFiles.isPacked(file)) {
            return 0;
        }
        try (InputStream in = LineFiles.open(file, 0, Math.min(size, MARK))) {
            byte[] mark = in.readNBytes(MARK);
            boolean is =
                    mark.length == MARK
                            && mark[0] == (byte) 0xEF
                            && mark[1] == (byte) 0xBB
                            && mark[2] == (byte) 0xBF;
            return is ? MARK : 0;
        }
    }
}
