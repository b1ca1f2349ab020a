package io.wick.internal.pipeline;

import io.wick.internal.column.Key;
import io.wick.internal.column.Partitions;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Parts the rows of a vertex by a hash of their key. */
record HashParts(int stage, Key<?, ?> key, int parts) implements Terminal {
    @Override
    public End open(TaskContext context) {
        return new Parting(context.counts());
    }

    private final class Parting implements End {
        private final List<List<Block>> blocks = new ArrayList<>();
        private final Counts counts;

        private Parting(Counts counts) {
            this.counts = counts;
            for (int p = 0; p < parts; p++) {
                blocks.add(new ArrayList<>());
            }
        }

        @Override
        public boolean accept(Chunk chunk) throws Exception {
            if (parts == 1) {
                blocks.getFirst().add(chunk.toBlock());
                return true;
            }
            int[][] rows = Partitions.rows(key.eval(chunk), chunk.size(), parts);
            for (int p = 0; p < parts; p++) {
                if (rows[p].length > 0) {
                    blocks.get(p).add(chunk.keep(rows[p], rows[p].length).toBlock());
                }
            }
            return true;
        }

        @Override
        public @Nullable Object payload() {
            var parted = new ArrayList<Blocks>();
            for (List<Block> part : blocks) {
                var kept = new Blocks(part);
                counts.add(stage, Counts.Kind.BYTES, kept.bytes());
                parted.add(kept);
            }
            return Parted.all(parted);
        }
    }
}
