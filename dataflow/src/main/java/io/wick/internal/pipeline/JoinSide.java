package io.wick.internal.pipeline;

import io.wick.column.Batch;
import io.wick.column.Column;
import io.wick.column.Schema;
import io.wick.internal.column.JoinTable;
import io.wick.internal.column.Key;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The right rows of a join. They travel as they are; the table that finds them by key is made once
 * on each node, when it is first used there. Thread-safe.
 */
final class JoinSide implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Schema<?> schema;
    private final Key<?, ?> key;
    private final List<Block> blocks;
    private transient volatile @Nullable Table table;

    JoinSide(Schema<?> schema, Key<?, ?> key, List<Block> blocks) {
        this.schema = schema;
        this.key = key;
        this.blocks = blocks;
    }

    Table table() throws Exception {
        Table made = table;
        if (made == null) {
            synchronized (this) {
                made = table;
                if (made == null) {
                    made = new Table(schema, key, blocks);
                    table = made;
                }
            }
        }
        return made;
    }

    /** Rows by key. Any thread. */
    static final class Table {
        private final JoinTable byKey;
        private final List<Block> blocks;
        private final Schema<?> schema;
        private final int size;
        private volatile Object @Nullable [] rows;
        private volatile @Nullable Batch batch;

        private Table(Schema<?> schema, Key<?, ?> key, List<Block> blocks) throws Exception {
            this.schema = schema;
            this.blocks = blocks;
            size = Math.toIntExact(new Blocks(blocks).rows());
            var keys = new ArrayList<Column[]>();
            for (Block block : blocks) {
                keys.add(key.eval(block.toChunk()));
            }
            byKey = JoinTable.of(key.schema(), keys, size);
        }

        /** Which rows have which key. */
        JoinTable byKey() {
            return byKey;
        }

        /** All rows as objects. */
        Object[] rows() {
            Object[] made = rows;
            if (made == null) {
                made = new Object[size];
                int at = 0;
                for (Block block : blocks) {
                    System.arraycopy(block.toChunk().rows(), 0, made, at, block.size());
                    at += block.size();
                }
                rows = made;
            }
            return made;
        }

        /** All rows as columns; null when there are none. */
        @Nullable Batch batch() {
            Batch made = batch;
            if (made == null) {
                made = new Blocks(blocks).joined();
                batch = made;
            }
            return made;
        }

        /** The values of some rows in a column; of row -1 null. */
        Column column(int index, int[] some, int count) {
            Batch all = batch();
            if (all == null) {
                var none = io.wick.column.ColumnBuilder.of(schema.field(index).type(), count);
                for (int i = 0; i < count; i++) {
                    none.addNull();
                }
                return none.build();
            }
            return all.column(index).take(some, count);
        }
    }
}
