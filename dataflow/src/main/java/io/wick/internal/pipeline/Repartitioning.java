package io.wick.internal.pipeline;

import io.wick.column.Batch;
import io.wick.column.Schema;
import io.wick.graph.Vertex;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Deals the rows out to a number of parts of about the same size. */
public record Repartitioning(int parts) implements Exchange {
    /** Rows that stay together, so that columns are not torn into pieces too small to be quick. */
    private static final int PIECE = Batch.ROWS / 4;

    @Override
    public Set<String> needs(Schema<?> from, Set<String> wanted) {
        return wanted;
    }

    @Override
    public boolean onlyDrops() {
        return true;
    }

    @Override
    public Pending lower(Lowering lowering, Pending input, Fused.Named stage) {
        List<Vertex<Part>> dealt = lowering.close(input, stage, new Deal(parts));
        return lowering.exchange(dealt, parts, stage, new Collected(), input.rows(), input.bytes());
    }

    private record Deal(int parts) implements Terminal {
        @Override
        public End open(TaskContext context) {
            var dealt = new ArrayList<ArrayList<Block>>();
            for (int p = 0; p < parts; p++) {
                dealt.add(new ArrayList<>());
            }
            return new End() {
                private int next = context.index();

                @Override
                public boolean accept(Chunk chunk) {
                    int size = chunk.size();
                    for (int from = 0; from < size; from += PIECE) {
                        int to = Math.min(size, from + PIECE);
                        dealt.get(Math.floorMod(next++, parts))
                                .add(chunk.range(from, to - from).toBlock());
                    }
                    return true;
                }

                @Override
                public @Nullable Object payload() {
                    return Parted.all(dealt.stream().map(Blocks::new).toList());
                }
            };
        }
    }

    /** Pushes this vertex's part of what all inputs hand on. */
    record Collected() implements Feed {
        @Override
        public void feed(TaskContext context, Receiver to) throws Exception {
            for (int i = 0; i < context.inputs().size(); i++) {
                if (Parted.of(context, i) instanceof Blocks blocks && !blocks.push(to)) {
                    return;
                }
            }
        }
    }
}
