package io.wick.internal.format.csv;

import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.RecordType;

import io.wick.column.Schema;
import io.wick.internal.format.BadCell;
import io.wick.internal.format.BadLineLog;
import io.wick.internal.format.LineFiles;
import io.wick.internal.format.RowSlots;
import io.wick.internal.format.Slot;
import io.wick.pipeline.BadLine;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/**
 * Takes records field by field from the parser's buffer and makes rows of them: no text becomes a
 * String that is not one in the row. Its records say whether more are wanted. For one thread.
 */
final class RecordHandler extends CsvCallbackHandler<Boolean> {
    private final CsvSplit split;
    private final RowSlots rows;
    private final BadLineLog log;

    /** By column of the file; null for those that no row has. */
    private final @Nullable TextParser[] parsers;

    private boolean skip;
    private boolean empty;
    private int column;
    private long line;
    private long linesBefore = -1;
    private @Nullable BadCell bad;
    private @Nullable Exception failure;

    RecordHandler(CsvSplit split, RowSlots rows, BadLineLog log, Schema<?> schema) {
        this.split = split;
        this.rows = rows;
        this.log = log;
        parsers = new @Nullable TextParser[split.fields().size()];
        for (Slot slot : rows.slots()) {
            int at = split.fields().indexOf(schema.indexOf(slot.field().name()));
            parsers[at] = TextParser.of(slot);
        }
    }

    /** Leaves out the next record. */
    void skipNext() {
        skip = true;
    }

    /** Where the last record begins. */
    long line() throws IOException {
        if (linesBefore < 0) {
            linesBefore =
                    split.start() == 0 ? 0 : LineFiles.linesBefore(split.file(), split.start());
        }
        return linesBefore + line;
    }

    /** Throws what could not be thrown through the parser. */
    void rethrow() throws Exception {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    protected RecordType getRecordType() {
        return empty ? RecordType.EMPTY : RecordType.DATA;
    }

    @Override
    protected int getFieldCount() {
        return column;
    }

    @Override
    protected void beginRecord(long startingLineNumber) {
        line = startingLineNumber;
        column = 0;
        empty = false;
        bad = null;
        rows.begin();
    }

    @Override
    protected void addField(char[] text, int from, int length, boolean quoted) {
        if (column < parsers.length && bad == null && !skip) {
            TextParser parser = parsers[column];
            if (parser != null) {
                try {
                    parser.parse(text, from, length, quoted);
                } catch (BadCell e) {
                    bad = e;
                }
            }
        }
        column++;
    }

    @Override
    protected void setComment(char[] text, int from, int length) {
        empty = true;
    }

    @Override
    protected void setEmpty() {
        if (parsers.length == 1) {
            column = 1; // a null, in the only column
        } else {
            empty = true;
        }
    }

    @Override
    protected Boolean buildRecord() {
        if (empty || skip) {
            skip = skip && empty;
            return true;
        }
        try {
            if (bad == null) {
                checkCount();
                rows.commit();
            } else {
                report(bad);
            }
            return rows.wanted();
        } catch (BadCell e) {
            return reported(e);
        } catch (Exception e) {
            failure = e;
            return false;
        }
    }

    private boolean reported(BadCell cell) {
        try {
            report(cell);
            return true;
        } catch (Exception e) {
            failure = e;
            return false;
        }
    }

    private void checkCount() throws BadCell {
        if (column != parsers.length) {
            throw new BadCell(
                    null,
                    null,
                    "expected " + parsers.length + " fields as in the header, got " + column);
        }
    }

    private void report(BadCell cell) throws IOException {
        long number = log.wantsPlaces() ? line() : 0;
        String name = cell.column();
        log.add(
                new BadLine(
                        split.file(),
                        number,
                        name == null ? null : nameInFile(name),
                        cell.text(),
                        cell.problem()));
    }

    private String nameInFile(String component) {
        for (int i = 0; i < parsers.length; i++) {
            TextParser parser = parsers[i];
            if (parser != null && parser.slot().field().name().equals(component)) {
                return split.names().get(i);
            }
        }
        return component;
    }
}
