package io.wick.internal.format;

import io.wick.column.Batch;
import io.wick.column.BatchBuilder;
import io.wick.column.Column;
import io.wick.column.Schema;
import io.wick.pipeline.BatchConsumer;
import io.wick.pipeline.SplitContext;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Makes batches of lines: a slot for each wanted field, filled line by line. For one thread. */
public final class RowSlots {
    private final SplitContext context;
    private final BatchConsumer to;
    private final BatchBuilder builder;
    private final List<Slot> slots = new ArrayList<>();
    private int rows;
    private boolean wanted = true;

    public RowSlots(SplitContext context, BatchConsumer to) {
        this.context = context;
        this.to = to;
        Schema<?> schema = context.schema();
        builder = new BatchBuilder(schema, context.batchRows());
        String owner = schema.rowType().getSimpleName();
        for (int i = 0; i < schema.size(); i++) {
            if (context.columns().contains(schema.field(i).name())) {
                slots.add(Slot.of(schema.field(i), owner, builder.column(i)));
            }
        }
    }

    /** Those of the wanted fields, in the schema's order. */
    public List<Slot> slots() {
        return slots;
    }

    /** Whether the consumer wants more. */
    public boolean wanted() {
        return wanted;
    }

    /** Begins a line. */
    public void begin() {
        for (Slot slot : slots) {
            slot.clear();
        }
    }

    /**
     * Ends a line that is a row.
     *
     * @throws BadCell if a value is missing; the line is no row then
     */
    public void commit() throws Exception {
        for (Slot slot : slots) {
            slot.check();
        }
        for (Slot slot : slots) {
            slot.commit();
        }
        rows++;
        if (rows == context.batchRows()) {
            flush();
        }
    }

    /** Hands over what there is. */
    public void flush() throws Exception {
        if (rows > 0 && wanted) {
            // a batch of no columns still has its rows
            Batch batch =
                    slots.isEmpty()
                            ? new Batch(
                                    context.schema(),
                                    rows,
                                    new @Nullable Column[context.schema().size()])
                            : builder.build();
            rows = 0;
            wanted = to.accept(batch);
        }
    }
}
