package io.wick.internal.format.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;

import io.wick.column.Batch;
import io.wick.column.ColumnType;
import io.wick.column.Field;
import io.wick.column.Schema;
import io.wick.error.PipelineException;
import io.wick.internal.format.CellText;
import io.wick.internal.format.FileSink.FileFormat;
import io.wick.internal.format.FileSink.RowWriter;
import io.wick.internal.format.ObjectText;
import io.wick.pipeline.CsvOptions;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Rows as CSV: a null is an empty field, an empty string is a quoted one. */
public record CsvFormat(CsvOptions options) implements FileFormat {
    @Override
    public String name() {
        return "csv";
    }

    @Override
    public String suffix() {
        return ".csv";
    }

    @Override
    public void check(Schema<?> schema) {
        for (Field field : schema.fields()) {
            if (field.type() == ColumnType.OBJECT && !ObjectText.isKnown(field.javaType())) {
                throw new PipelineException(
                        "Column '"
                                + field.name()
                                + "' is of "
                                + field.javaType().getName()
                                + ", which CSV has no text for. Map it to a String first");
            }
        }
    }

    @Override
    public RowWriter writer(Schema<?> schema, OutputStream out) {
        CsvWriter csv =
                CsvWriter.builder()
                        .fieldSeparator(options.separator())
                        .quoteCharacter(options.quote())
                        .quoteStrategy(QuoteStrategies.EMPTY)
                        .lineDelimiter(LineDelimiter.LF)
                        .bufferSize(1 << 16)
                        .build(out);
        if (options.header()) {
            csv.writeRecord(schema.fields().stream().map(Field::name).toList());
        }
        return new Writer(csv, schema.fields());
    }

    private record Writer(CsvWriter csv, List<Field> fields) implements RowWriter {
        @Override
        public void write(Batch batch) {
            for (int row = 0; row < batch.rows(); row++) {
                var record = csv.writeRecord();
                for (int i = 0; i < fields.size(); i++) {
                    record.writeField(CellText.of(fields.get(i), batch.column(i), row));
                }
                record.endRecord();
            }
        }

        @Override
        public void close() throws IOException {
            csv.close();
        }
    }
}
