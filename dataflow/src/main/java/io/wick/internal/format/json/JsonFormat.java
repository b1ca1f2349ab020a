package io.wick.internal.format.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.wick.column.Batch;
import io.wick.column.BooleanColumn;
import io.wick.column.Column;
import io.wick.column.ColumnType;
import io.wick.column.DoubleColumn;
import io.wick.column.Field;
import io.wick.column.FloatColumn;
import io.wick.column.IntColumn;
import io.wick.column.LongColumn;
import io.wick.column.ObjectColumn;
import io.wick.column.Schema;
import io.wick.column.StringColumn;
import io.wick.internal.format.CellText;
import io.wick.internal.format.FileSink.FileFormat;
import io.wick.internal.format.FileSink.RowWriter;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Rows as JSON lines: an object per line, with all fields, nulls as well. */
public record JsonFormat() implements FileFormat {
    private static final JsonFactory JSON = JsonMapper.builder().build().getFactory();

    @Override
    public String name() {
        return "json lines";
    }

    @Override
    public String suffix() {
        return ".jsonl";
    }

    /** Jackson refuses what it cannot write when it comes to it, and says what. */
    @Override
    public void check(Schema<?> schema) {}

    @Override
    public RowWriter writer(Schema<?> schema, OutputStream out) throws IOException {
        JsonGenerator json = JSON.createGenerator(out);
        json.setRootValueSeparator(new SerializedString(""));
        return new Writer(json, schema.fields());
    }

    private record Writer(JsonGenerator json, List<Field> fields) implements RowWriter {
        @Override
        public void write(Batch batch) throws IOException {
            for (int row = 0; row < batch.rows(); row++) {
                json.writeStartObject();
                for (int i = 0; i < fields.size(); i++) {
                    json.writeFieldName(fields.get(i).name());
                    write(fields.get(i), batch.column(i), row);
                }
                json.writeEndObject();
                json.writeRaw('\n');
            }
        }

        private void write(Field field, Column column, int row) throws IOException {
            if (column.isNull(row)) {
                json.writeNull();
                return;
            }
            boolean isText =
                    field.type() == ColumnType.DATE || field.type() == ColumnType.TIMESTAMP;
            if (isText || JsonValues.isText(field)) {
                json.writeString(CellText.of(field, column, row));
                return;
            }
            switch (column) {
                case IntColumn ints -> json.writeNumber(ints.get(row));
                case LongColumn longs -> json.writeNumber(longs.get(row));
                case DoubleColumn doubles -> json.writeNumber(doubles.get(row));
                case FloatColumn floats -> json.writeNumber(floats.get(row));
                case BooleanColumn booleans -> json.writeBoolean(booleans.get(row));
                case StringColumn strings -> json.writeString(strings.get(row));
                case ObjectColumn objects -> json.writePOJO(objects.value(row));
            }
        }

        @Override
        public void close() throws IOException {
            json.close();
        }
    }
}
