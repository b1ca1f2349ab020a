package io.wick.ignite.internal.object;

import org.jspecify.annotations.Nullable;

/** Something to do when a ref completes; a link of the stack in a pending ref's state. */
public abstract class Waiter {
    @Nullable Waiter next;

    /** Whether nobody waits any more. */
    boolean isAbandoned() {
        return false;
    }

    /** Called once, on the thread that completes the ref: must be short and must not throw. */
    protected abstract void completed(Ref<?> ref);
}
