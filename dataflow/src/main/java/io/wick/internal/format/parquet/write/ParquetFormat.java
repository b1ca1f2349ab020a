package io.wick.internal.format.parquet.write;

import io.wick.column.ColumnType;
import io.wick.column.Field;
import io.wick.column.Schema;
import io.wick.error.PipelineException;
import io.wick.internal.format.FileSink.FileFormat;
import io.wick.internal.format.FileSink.RowWriter;
import io.wick.pipeline.ParquetOptions;

import java.io.IOException;
import java.io.OutputStream;

/** Rows as Parquet: a column for each component, optional unless that is primitive. */
public record ParquetFormat(ParquetOptions options) implements FileFormat {
    @Override
    public String name() {
        return "parquet";
    }

    @Override
    public String suffix() {
        return ".parquet";
    }

    @Override
    public void check(Schema<?> schema) {
        for (Field field : schema.fields()) {
            if (field.type() == ColumnType.OBJECT) {
                throw new PipelineException(
                        "Column '"
                                + field.name()
                                + "' of "
                                + schema.rowType().getName()
                                + " is of "
                                + field.javaType().getName()
                                + ", which is not written to Parquet. Numbers, booleans, strings,"
                                + " dates (LocalDate) and timestamps (Instant) are: map it to one"
                                + " of them first");
            }
        }
        if (schema.size() == 0) {
            throw new PipelineException(
                    schema.rowType().getName()
                            + " has no components, and a Parquet file has one column at least");
        }
        Packer.of(options.compression()).close();
    }

    @Override
    public RowWriter writer(Schema<?> schema, OutputStream out) throws IOException {
        return new ParquetWriter(schema, out, options);
    }
}
