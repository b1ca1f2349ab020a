package io.wick.internal.pipeline;

import io.wick.column.Schema;

import java.util.Set;

/** The first rows of a vertex; then it wants no more. */
public record HeadStep(long rows) implements Step {
    @Override
    public Receiver open(TaskContext context, Receiver next) {
        return new Receiver() {
            private long left = rows;

            @Override
            public boolean accept(Chunk chunk) throws Exception {
                int taken = (int) Math.min(left, chunk.size());
                left -= taken;
                return taken > 0 && next.accept(chunk.head(taken)) && left > 0;
            }

            @Override
            public void finish() throws Exception {
                next.finish();
            }
        };
    }

    @Override
    public Set<String> needs(Schema<?> from, Set<String> wanted) {
        return wanted;
    }
}
