package io.wick.internal.pipeline;

import io.wick.column.Schema;
import io.wick.graph.Vertex;

import java.util.List;
import java.util.Set;

/** The first rows in order: of each part as many at most, then of all. */
public record Limiting(long limit) implements Exchange {
    @Override
    public Set<String> needs(Schema<?> from, Set<String> wanted) {
        return wanted;
    }

    @Override
    public Pending lower(Lowering lowering, Pending input, Fused.Named stage) {
        Pending heads = input.then(stage, new HeadStep(limit));
        List<Vertex<Part>> kept = lowering.close(heads, stage, new Blocks.Keep(stage.number()));
        return lowering.gather(kept, 1, stage, new First(limit), input.rows(), input.bytes());
    }

    private record First(long limit) implements Feed {
        @Override
        public void feed(TaskContext context, Receiver to) throws Exception {
            Receiver head = new HeadStep(limit).open(context, to);
            new Blocks.Replay().feed(context, head);
        }
    }
}
