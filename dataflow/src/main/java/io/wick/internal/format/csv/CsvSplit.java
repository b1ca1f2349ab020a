package io.wick.internal.format.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;

import io.wick.error.PipelineException;
import io.wick.internal.format.BadLineLog;
import io.wick.internal.format.LineFiles;
import io.wick.internal.format.RowSlots;
import io.wick.pipeline.BatchConsumer;
import io.wick.pipeline.CsvOptions;
import io.wick.pipeline.Split;
import io.wick.pipeline.SplitContext;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * The records of a part of a file.
 *
 * @param file the absolute path, the same on all nodes
 * @param start the first byte of the first record
 * @param end the byte after the last one
 * @param header whether the part begins with the header
 * @param names of the columns of the file, for messages
 * @param fields of the schema, for each column the index, -1 for one that no component wants
 */
record CsvSplit(
        String file,
        long start,
        long end,
        boolean header,
        List<String> names,
        List<Integer> fields,
        CsvOptions options)
        implements Split {

    @Override
    public void read(SplitContext context, BatchConsumer to) throws Exception {
        var rows = new RowSlots(context, to);
        String name = Path.of(file).getFileName() + "-" + start;
        try (var log = new BadLineLog(options.badLines(), context, name);
                InputStream in = LineFiles.open(file, start, end)) {
            var handler = new RecordHandler(this, rows, log, context.schema());
            if (header) {
                handler.skipNext();
            }
            // a null in the only column is an empty line
            var parser = parser(options).skipEmptyLines(names.size() > 1);
            try (var reader = parser.build(handler, in)) {
                for (Boolean wanted : reader) {
                    handler.rethrow();
                    if (!wanted) {
                        break;
                    }
                }
            } catch (CsvParseException e) {
                handler.rethrow();
                throw new PipelineException(
                        file
                                + ", after line "
                                + handler.line()
                                + ": "
                                + e.getMessage()
                                + ". A quote may be missing there",
                        e);
            }
            rows.flush();
            log.finish();
            context.countBytes(end - start);
        } catch (IOException e) {
            throw new PipelineException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** What is wrong with a record is for its handler to say, so that others go on. */
    @SuppressWarnings(
            "removal") // the successor of allowExtraCharsAfterClosingQuote is in no release yet
    static CsvReader.CsvReaderBuilder parser(CsvOptions options) {
        return CsvReader.builder()
                .fieldSeparator(options.separator())
                .quoteCharacter(options.quote())
                .skipEmptyLines(true)
                .extraFieldStrategy(de.siegmar.fastcsv.reader.FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(de.siegmar.fastcsv.reader.FieldMismatchStrategy.IGNORE)
                .allowExtraCharsAfterClosingQuote(true)
                .detectBomHeader(false);
    }

    @Override
    public String describe() {
        return Path.of(file).getFileName() + ", bytes " + start + " to " + end;
    }
}
