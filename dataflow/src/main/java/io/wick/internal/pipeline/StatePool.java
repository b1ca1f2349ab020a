package io.wick.internal.pipeline;

import io.wick.Fn0;
import io.wick.error.PipelineException;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.lang.ref.Cleaner;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What functions of batches keep between batches: as many as work at once on a node, opened when
 * they are first needed and used again by the vertices that follow. They are closed some time after
 * the pipeline's code has gone from the node. Thread-safe.
 */
public final class StatePool implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final Cleaner CLEANER = Cleaner.create();

    private final Fn0<?> open;
    private transient @Nullable ConcurrentLinkedQueue<State> idle;

    /** A pool of what a function opens. */
    public StatePool(Fn0<?> open) {
        this.open = open;
    }

    /** One of them. */
    record State(Object value) {}

    State take() throws Exception {
        State waiting = idle().poll();
        if (waiting != null) {
            return waiting;
        }
        Object opened = open.call();
        if (opened == null) {
            throw new PipelineException(
                    "its opening function gave null. Give what the function of batches needs");
        }
        return new State(opened);
    }

    void giveBack(State state) {
        idle().add(state);
    }

    private synchronized ConcurrentLinkedQueue<State> idle() {
        ConcurrentLinkedQueue<State> queue = idle;
        if (queue == null) {
            queue = new ConcurrentLinkedQueue<>();
            idle = queue;
            CLEANER.register(this, new Closing(queue));
        }
        return queue;
    }

    private record Closing(ConcurrentLinkedQueue<State> states) implements Runnable {
        @Override
        public void run() {
            for (State state : states) {
                if (state.value() instanceof AutoCloseable open) {
                    close(open);
                }
            }
        }

        private static void close(AutoCloseable open) {
            try {
                open.close();
            } catch (Exception e) {
                org.slf4j.LoggerFactory.getLogger(StatePool.class)
                        .warn("The state of a mapBatches function could not be closed", e);
            }
        }
    }
}
