package io.wick.internal.pipeline;

import io.wick.column.Batch;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The rows of a part, block by block. Immutable once it is handed on. */
record Blocks(List<Block> blocks) implements OffHeap.Weighed, Serializable {
    /** How many rows. */
    long rows() {
        long rows = 0;
        for (Block block : blocks) {
            rows += block.size();
        }
        return rows;
    }

    @Override
    public long bytes() {
        long bytes = 0;
        for (Block block : blocks) {
            bytes += block.bytes();
        }
        return bytes;
    }

    /** Whether some rows are in columns, of which some may be absent. */
    boolean hasColumns() {
        return blocks.stream().anyMatch(block -> block.batch() != null);
    }

    /** All rows as one batch, with the columns that all have; null when there are no blocks. */
    @Nullable Batch joined() {
        var batches = new ArrayList<Batch>();
        for (Block block : blocks) {
            batches.add(block.toChunk().toBatch());
        }
        if (batches.isEmpty()) {
            return null;
        }
        int width = batches.getFirst().schema().size();
        boolean[] everywhere = new boolean[width];
        for (int i = 0; i < width; i++) {
            int column = i;
            everywhere[i] = batches.stream().allMatch(batch -> batch.has(column));
        }
        batches.replaceAll(batch -> Chunk.of(batch).toBatch(everywhere));
        return Batch.concat(batches);
    }

    /** Pushes all rows; false when no more are wanted. */
    boolean push(Receiver to) throws Exception {
        for (Block block : blocks) {
            if (!to.accept(block.toChunk())) {
                return false;
            }
        }
        return true;
    }

    /** Keeps all rows of a vertex. */
    record Keep(int stage) implements Terminal {
        @Override
        public End open(TaskContext context) {
            return collecting(
                    blocks -> {
                        var kept = new Blocks(blocks);
                        context.counts().add(stage, Counts.Kind.BYTES, kept.bytes());
                        return kept;
                    });
        }
    }

    /** Pushes all rows of all inputs, in their order. */
    record Replay() implements Feed {
        @Override
        public void feed(TaskContext context, Receiver to) throws Exception {
            for (int i = 0; i < context.inputs().size(); i++) {
                Object payload = context.payload(i);
                if (payload instanceof Blocks blocks && !blocks.push(to)) {
                    return;
                }
            }
        }
    }

    /** Keeps all rows of a vertex; {@code payload} makes of them what it hands on. */
    static Terminal.End collecting(Function<List<Block>, ? extends Object> payload) {
        var blocks = new ArrayList<Block>();
        return new Terminal.End() {
            @Override
            public boolean accept(Chunk chunk) {
                blocks.add(chunk.toBlock());
                return true;
            }

            @Override
            public Object payload() {
                return payload.apply(blocks);
            }
        };
    }
}
