package io.wick.column;

import io.wick.internal.column.Cells;
import io.wick.internal.column.RowClasses;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes rows of batches and batches of rows, at a few nanoseconds per component. Immutable, for any
 * thread; its readers and writers are for one.
 *
 * <pre>{@code
 * Rows<Flight> rows = Rows.of(Flight.class);
 * Rows.Reader<Flight> reader = rows.reader(batch);
 * for (int i = 0; i < batch.rows(); i++) { use(reader.get(i)); }
 * }</pre>
 *
 * A null is a row of a type that is no record only.
 *
 * @param <T> the type of the rows
 */
public final class Rows<T> {
    private final Schema<T> schema;

    private Rows(Schema<T> schema) {
        this.schema = schema;
    }

    /** The rows of a type. */
    public static <T> Rows<T> of(Class<T> rowType) {
        return new Rows<>(Schema.of(rowType));
    }

    /** The columns of a row. */
    public Schema<T> schema() {
        return schema;
    }

    /**
     * A reader of a batch's rows.
     *
     * @throws IllegalStateException if a column is absent
     */
    @SuppressWarnings({"unchecked", "NullAway"}) // a null may be a row of a type that is no record
    public Reader<T> reader(Batch batch) {
        if (schema.isRecord()) {
            List<Column> columns = new ArrayList<>(schema.size());
            for (int i = 0; i < schema.size(); i++) {
                columns.add(batch.column(i));
            }
            return (Reader<T>) RowClasses.reader(schema.rowType(), columns);
        }
        Field field = schema.field(0);
        Column column = batch.column(0);
        return switch (field.type()) {
            case DATE, TIMESTAMP, INT -> row -> (T) Cells.component(field, column.value(row));
            default -> row -> (T) column.value(row);
        };
    }

    /** A writer that adds rows to a builder. */
    @SuppressWarnings("unchecked")
    public Writer<T> writer(BatchBuilder to) {
        if (schema.isRecord()) {
            List<ColumnBuilder> columns = new ArrayList<>(schema.size());
            for (int i = 0; i < schema.size(); i++) {
                columns.add(to.column(i));
            }
            return (Writer<T>) RowClasses.writer(schema.rowType(), columns);
        }
        return row -> to.add(0, row);
    }

    /** Makes rows of a batch. */
    public interface Reader<T extends @Nullable Object> {
        /** The row at an index. */
        T get(int row);
    }

    /** Adds rows to a builder. */
    public interface Writer<T extends @Nullable Object> {
        /** Adds one. */
        void add(T row);
    }
}
