package io.wick.actor;

import java.time.Duration;
import java.util.Objects;

/**
 * When the state of an actor is written to the cluster, so that it outlives its node. Immutable.
 */
public sealed interface Checkpoints {
    /** Never: an actor that starts again begins with its constructor. The default. */
    record None() implements Checkpoints {}

    /**
     * Before any result of a call is given away: what a caller has seen is never lost. Calls that
     * came meanwhile share one write.
     *
     * <p>Items of a stream are given while the call runs, from a state that is not written yet;
     * only its end waits for the write. A reader that must not see what may be lost counts items
     * once the stream has ended, or calls what gives a list.
     */
    record BeforeReply() implements Checkpoints {}

    /**
     * After so many calls, or so long after the first call that is not written yet. Results are
     * given away at once: those since the last write are lost with the node.
     *
     * @param calls 1 or more
     * @param time more than zero
     */
    record Every(int calls, Duration time) implements Checkpoints {
        public Every {
            if (calls < 1) {
                throw new IllegalArgumentException("calls must be 1 or more, got " + calls);
            }
            if (time.isNegative() || time.isZero()) {
                throw new IllegalArgumentException("time must be more than zero, got " + time);
            }
        }
    }

    /** Never. */
    static Checkpoints none() {
        return new None();
    }

    /** Before any result of a call is given away. */
    static Checkpoints beforeReply() {
        return new BeforeReply();
    }

    /** After so many calls or so much time, whichever comes first. */
    static Checkpoints every(int calls, Duration time) {
        return new Every(calls, Objects.requireNonNull(time, "time"));
    }
}
