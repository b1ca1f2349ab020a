package io.wick.internal.format.csv;

import io.wick.column.Field;
import io.wick.column.Schema;
import io.wick.error.PipelineException;
import io.wick.internal.format.LineFiles;
import io.wick.internal.format.ObjectText;
import io.wick.pipeline.CsvOptions;
import io.wick.pipeline.Source;
import io.wick.pipeline.SourceRequest;
import io.wick.pipeline.Split;
import io.wick.pipeline.SplitPlan;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * CSV files as rows of a record: a column for each component, found by its name. Immutable.
 *
 * @param path a file, a directory or a glob
 * @param schema what a row consists of
 */
public record CsvSource<T>(String path, Schema<T> schema, CsvOptions options) implements Source<T> {
    /** What a row takes in the file, about: for estimates only. */
    private static final int ROW_BYTES = 50;

    public CsvSource {
        if (!schema.isRecord()) {
            throw new PipelineException(
                    "A CSV file is read as a record whose components are its columns, but "
                            + schema.rowType().getName()
                            + " is no record. Declare one with the columns that you need");
        }
        for (Field field : schema.fields()) {
            if (!isReadable(field)) {
                throw new PipelineException(
                        schema.rowType().getSimpleName()
                                + "."
                                + field.name()
                                + " is a "
                                + field.javaType().getSimpleName()
                                + ", which is not read from text. Read a String and map it");
            }
        }
    }

    private static boolean isReadable(Field field) {
        return switch (field.type()) {
            case BOOLEAN, INT, LONG, FLOAT, DOUBLE, STRING, DATE, TIMESTAMP -> true;
            case OBJECT -> ObjectText.isKnown(field.javaType());
        };
    }

    @Override
    public String describe() {
        return "csv " + path;
    }

    @Override
    public SplitPlan plan(SourceRequest request) {
        try {
            return LineFiles.plan(path, request, ROW_BYTES, this::addSplits);
        } catch (NoClassDefFoundError e) {
            throw new PipelineException(
                    "CSV files need de.siegmar:fastcsv of version 4.4 or later on the class path",
                    e);
        }
    }

    private void addSplits(String file, long size, long part, List<Split> to) throws IOException {
        Header head = Header.read(file, size, schema, options);
        if (LineFiles.isPacked(file)) {
            to.add(split(file, head, 0, size, options.header()));
            return;
        }
        long at = head.dataStart();
        List<Long> cuts = cuts(file, at, size, LineFiles.cuts(at, size, part));
        for (long cut : cuts) {
            if (cut > at && cut < size) {
                to.add(split(file, head, at, cut, false));
                at = cut;
            }
        }
        if (at < size) {
            to.add(split(file, head, at, size, false));
        }
    }

    private CsvSplit split(String file, Header head, long start, long end, boolean header) {
        return new CsvSplit(file, start, end, header, head.names(), head.fields(), options);
    }

    private List<Long> cuts(String file, long start, long size, List<Long> wanted)
            throws IOException {
        if (wanted.isEmpty()) {
            return wanted;
        }
        if (options.lineBreaks()) {
            try (InputStream in = LineFiles.open(file, start, size)) {
                return new RecordCuts(options).find(in, start, wanted);
            }
        }
        List<Long> cuts = new ArrayList<>();
        for (long position : wanted) {
            cuts.add(LineFiles.lineStart(file, position - 1, size));
        }
        return cuts;
    }
}
