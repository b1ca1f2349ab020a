package io.wick.internal.pipeline;

import io.wick.column.Batch;
import io.wick.column.Schema;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;

/**
 * Rows at rest, between vertices: a batch, or objects where the rows were objects already.
 * Immutable but for the array, which nobody changes.
 *
 * @param batch null when there are objects
 * @param rows exactly {@code size}; null when there is a batch
 */
record Block(Schema<?> schema, int size, @Nullable Batch batch, Object @Nullable [] rows)
        implements Serializable {

    /** About how many bytes of memory it takes. */
    long bytes() {
        return batch != null ? batch.bytes() : Weight.OBJECT * size;
    }

    /** The same for a block that travels or stays long. */
    Block compact() {
        return batch == null ? this : new Block(schema, size, batch.compact(), null);
    }

    Chunk toChunk() {
        if (batch != null) {
            return Chunk.of(batch);
        }
        if (rows == null) {
            throw new IllegalStateException("a block of neither columns nor objects");
        }
        return Chunk.of(schema, rows, size);
    }
}
