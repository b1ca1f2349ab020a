package io.wick.internal.pipeline;

import io.wick.column.Schema;
import io.wick.graph.Vertex;
import io.wick.pipeline.Indexed;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Numbers the rows: counts those of each part, then each part starts where those before end. */
public record Indexing() implements Exchange {
    @Override
    public Set<String> needs(Schema<?> from, Set<String> wanted) {
        return Step.all(from);
    }

    @Override
    public Pending lower(Lowering lowering, Pending input, Fused.Named stage) {
        List<Vertex<Part>> kept = lowering.close(input, stage, new Blocks.Keep(stage.number()));
        Vertex<Part> starts =
                lowering.graph()
                        .gather(
                                lowering.vertexName("starts for " + stage.name()),
                                (List<Part> parts) -> new Part(null, starts(parts)),
                                kept);
        var inputs = new ArrayList<>(kept);
        inputs.add(starts);
        int last = kept.size();
        return Pending.of(
                stage,
                new Numbered(),
                last,
                inputs,
                i -> IntStream.of(i, last).toArray(),
                input.rows(),
                input.bytes());
    }

    private static long[] starts(List<Part> parts) {
        long[] starts = new long[parts.size()];
        long next = 0;
        for (int i = 0; i < starts.length; i++) {
            starts[i] = next;
            if (parts.get(i).payload() instanceof Blocks blocks) {
                next += blocks.rows();
            }
        }
        return starts;
    }

    private record Numbered() implements Feed {
        @Override
        public void feed(TaskContext context, Receiver to) throws Exception {
            if (!(context.payload(0) instanceof Blocks blocks)
                    || !(context.payload(1) instanceof long[] starts)) {
                throw new IllegalStateException("rows and starts expected");
            }
            long next = starts[context.index()];
            for (Block block : blocks.blocks()) {
                Object[] rows = block.toChunk().rows();
                Object[] numbered = new Object[block.size()];
                for (int i = 0; i < numbered.length; i++) {
                    numbered[i] = new Indexed<>(next++, rows[i]);
                }
                if (!to.accept(Chunk.of(Schema.of(Indexed.class), numbered, numbered.length))) {
                    return;
                }
            }
        }
    }
}
