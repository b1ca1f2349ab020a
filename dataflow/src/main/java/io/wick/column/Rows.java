package io.wick.column;

import org.jspecify.annotations.Nullable;

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
 * @param <T> the type of the rows
 */
public final class Rows<T extends @Nullable Object> {
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
    public Reader<T> reader(Batch batch) {
        throw new UnsupportedOperationException();
    }

    /** A writer that adds rows to a builder. */
    public Writer<T> writer(BatchBuilder to) {
        throw new UnsupportedOperationException();
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
