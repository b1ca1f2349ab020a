package io.wick.ignite.internal.object;

import io.wick.error.InterruptedWaitException;
import io.wick.error.WickException;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.Executor;

/** A node's part for refs that are alone. */
class FakeHome implements RefHome {
    @Override
    public @Nullable Object decode(Object outcome) {
        return GONE;
    }

    @Override
    public void resolve(Ref<?> borrowed) {}

    @Override
    public void rebuild(Ref<?> ref, StoredObject lost) {
        ref.replace(lost, null);
    }

    @Override
    public boolean cancel(Ref<?> ref) {
        return false;
    }

    @Override
    public void free(Ref<?> ref) {
        ref.force(Ref.freed(describe(ref)));
    }

    @Override
    public String describe(Ref<?> ref) {
        return "a ref";
    }

    @Override
    public Executor callbacks() {
        return Runnable::run;
    }

    @Override
    public WickException interrupted(Ref<?> ref) {
        return new InterruptedWaitException("interrupted");
    }
}
