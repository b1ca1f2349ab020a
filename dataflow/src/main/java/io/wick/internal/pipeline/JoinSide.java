package io.wick.internal.pipeline;

import io.wick.column.Batch;
import io.wick.column.Column;
import io.wick.column.Schema;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * The right rows of a join. They travel as they are; the table that finds them by key is made once
 * on each node, when it is first used there. Thread-safe.
 */
final class JoinSide implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Schema<?> schema;
    private final Extractor key;
    private final List<Block> blocks;
    private transient volatile @Nullable Table table;

    JoinSide(Schema<?> schema, Extractor key, List<Block> blocks) {
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
        private final KeyIndex index = new KeyIndex();
        private final List<Block> blocks;
        private final Schema<?> schema;

        /** The first row of a key, and the next one with the same; -1 ends it. */
        private int[] first = new int[64];

        private final int[] next;
        private volatile Object @Nullable [] rows;
        private volatile @Nullable Batch batch;

        private Table(Schema<?> schema, Extractor key, List<Block> blocks) throws Exception {
            this.schema = schema;
            this.blocks = blocks;
            this.next = new int[Math.toIntExact(new Blocks(blocks).rows())];
            Arrays.fill(first, -1);
            // From the last row to the first, so that the chain of a key gives rows in their order
            int end = next.length;
            for (int b = blocks.size() - 1; b >= 0; b--) {
                int[] numbers = index.add(key.extract(blocks.get(b).toChunk()));
                end -= numbers.length;
                for (int i = numbers.length - 1; i >= 0; i--) {
                    if (numbers[i] >= 0) {
                        chain(numbers[i], end + i);
                    }
                }
            }
        }

        private void chain(int number, int row) {
            if (number >= first.length) {
                int old = first.length;
                first = Arrays.copyOf(first, Math.max(old * 2, number + 1));
                Arrays.fill(first, old, first.length, -1);
            }
            next[row] = first[number];
            first[number] = row;
        }

        /** The number of each row's key, -1 where no row has it. */
        int[] find(Batch keys) {
            return index.find(keys);
        }

        int first(int number) {
            return first[number];
        }

        int next(int row) {
            return next[row];
        }

        /** All rows as objects. */
        Object[] rows() {
            Object[] made = rows;
            if (made == null) {
                made = new Object[next.length];
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
