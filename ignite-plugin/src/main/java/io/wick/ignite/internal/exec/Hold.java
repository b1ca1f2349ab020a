package io.wick.ignite.internal.exec;

import io.wick.Resources;

/**
 * Resources of a {@link LocalExecutor} that are held for longer than one work runs, such as by an
 * actor. They wait in the same line as work. The executor's lock guards the state.
 */
public final class Hold implements Claim {
    /** Where it stands. */
    enum State {
        /** In line. Becomes HELD or RETURNED. */
        WAITING,
        /** Has its resources. Becomes RETURNED. */
        HELD,
        /** Given back, or not wanted before it was its turn. Final. */
        RETURNED
    }

    private final Resources resources;
    private final Runnable granted;
    private final Runnable closing;
    private State state = State.WAITING;

    Hold(Resources resources, Runnable granted, Runnable closing) {
        this.resources = resources;
        this.granted = granted;
        this.closing = closing;
    }

    @Override
    public Resources resources() {
        return resources;
    }

    /** Its turn has come. */
    void held() {
        state = State.HELD;
    }

    /** It ends; gives the state it was in. */
    State end() {
        State before = state;
        state = State.RETURNED;
        return before;
    }

    Runnable granted() {
        return granted;
    }

    Runnable closing() {
        return closing;
    }
}
