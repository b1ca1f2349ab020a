package io.wick.internal.pipeline;

import io.wick.Fn2;
import io.wick.column.Batch;
import io.wick.column.Schema;
import io.wick.error.PipelineException;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/**
 * A function of each batch.
 *
 * @param states what the function may keep between batches
 */
public record BatchStep(StatePool states, Fn2<Object, Batch, Batch> fn, Schema<?> to)
        implements Step {
    @Override
    public Receiver open(TaskContext context, Receiver next) {
        return new Calling(next);
    }

    @Override
    public Set<String> needs(Schema<?> from, Set<String> wanted) {
        return Step.all(from);
    }

    private final class Calling implements Receiver {
        private final Receiver next;
        private StatePool.@Nullable State state;

        private Calling(Receiver next) {
            this.next = next;
        }

        @Override
        public boolean accept(Chunk chunk) throws Exception {
            StatePool.State mine = state;
            if (mine == null) {
                mine = states.take();
                state = mine;
            }
            Batch given = fn.call(mine.value(), chunk.toBatch());
            if (given == null || !given.schema().equals(to)) {
                throw new PipelineException(
                        "its function gave "
                                + (given == null ? "null" : "a batch of " + given.schema())
                                + ". A batch of "
                                + to
                                + " is wanted: one of no rows for none");
            }
            return given.rows() == 0 || next.accept(Chunk.of(given));
        }

        @Override
        public void finish() throws Exception {
            StatePool.State mine = state;
            if (mine != null) {
                // Not given back after a failure: nobody knows what state it is in
                states.giveBack(mine);
            }
            next.finish();
        }
    }
}
