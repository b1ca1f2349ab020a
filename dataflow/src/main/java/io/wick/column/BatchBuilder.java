package io.wick.column;

import io.wick.internal.column.Cells;

import org.jspecify.annotations.Nullable;

/**
 * A batch that grows by cells: by {@link Rows#writer}, by {@link #add}, or by the builders of its
 * columns. For one thread.
 */
public final class BatchBuilder {
    private final Schema<?> schema;
    private final ColumnBuilder[] columns;

    /** A builder with room for {@link Batch#ROWS} rows. */
    public BatchBuilder(Schema<?> schema) {
        this(schema, Batch.ROWS);
    }

    /** A builder with room for this many rows; it grows as needed. */
    public BatchBuilder(Schema<?> schema, int capacity) {
        this.schema = schema;
        columns = new ColumnBuilder[schema.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = ColumnBuilder.of(schema.field(i).type(), capacity);
        }
    }

    /** The columns it builds. */
    public Schema<?> schema() {
        return schema;
    }

    /** How many rows it has: as many as its longest column. */
    public int rows() {
        int rows = 0;
        for (ColumnBuilder column : columns) {
            rows = Math.max(rows, column.size());
        }
        return rows;
    }

    /** The builder of a column, whose class is that of the field's type. */
    public ColumnBuilder column(int index) {
        return columns[index];
    }

    /** Adds a value of a record's component to a column. */
    public void add(int index, @Nullable Object value) {
        columns[index].addValue(Cells.held(schema.field(index), value));
    }

    /**
     * The batch of all so far; then the builder is empty. A column that got nothing is absent.
     *
     * @throws IllegalArgumentException if columns differ in length
     */
    public Batch build() {
        int rows = rows();
        @Nullable Column[] built = new @Nullable Column[columns.length];
        for (int i = 0; i < built.length; i++) {
            built[i] = rows > 0 && columns[i].size() == 0 ? null : columns[i].build();
        }
        return new Batch(schema, rows, built);
    }
}
