package io.wick.ignite.internal;

import io.wick.error.InterruptedWaitException;
import io.wick.error.WickException;
import io.wick.ignite.internal.actor.IgniteActors;
import io.wick.ignite.internal.exec.Work;
import io.wick.ignite.internal.object.ActorCodec;
import io.wick.ignite.internal.object.Failure;
import io.wick.ignite.internal.object.Outcomes;
import io.wick.ignite.internal.object.Ref;
import io.wick.ignite.internal.object.RefHome;
import io.wick.ignite.internal.object.StoredObject;
import io.wick.ignite.internal.task.Task;

import org.jspecify.annotations.Nullable;

import java.util.UUID;
import java.util.concurrent.Executor;

/** Answers what refs ask of their node. */
final class Home implements RefHome {
    private final IgniteEngine engine;

    Home(IgniteEngine engine) {
        this.engine = engine;
    }

    @Override
    public @Nullable Object decode(Object outcome) {
        return engine.refs().outcomes().decode(outcome);
    }

    @Override
    public void resolve(Ref<?> borrowed) {
        engine.refs().resolve(borrowed);
    }

    @Override
    public void rebuild(Ref<?> ref, StoredObject lost) {
        if (ref.owner() != null) {
            engine.refs().reportLost(ref, lost);
        } else if (!engine.owner().rebuild(ref, lost)) {
            ref.replace(lost, new Failure(Outcomes.lost(describe(ref))));
        }
    }

    @Override
    public boolean cancel(Ref<?> ref) {
        return ref.producer() instanceof Work.Cancellable task && task.cancel();
    }

    @Override
    public void free(Ref<?> ref) {
        UUID owner = ref.owner();
        if (owner != null) {
            engine.refs().freeBorrowed(ref, owner);
        } else {
            cancel(ref);
            engine.refs().freeLocal(ref, describe(ref));
        }
    }

    @Override
    public String describe(Ref<?> ref) {
        UUID owner = ref.owner();
        if (owner != null) {
            return "object " + ref.number() + " of node " + owner;
        }
        Object producer = ref.producer();
        return producer != null
                ? "the result of " + producer
                : "object "
                        + Integer.toHexString(System.identityHashCode(ref))
                        + " of node "
                        + engine.id();
    }

    @Override
    public Executor callbacks() {
        return engine.callbacks();
    }

    @Override
    public ActorCodec actors() {
        return engine.actors();
    }

    @Override
    public void aboutToWait(Ref<?> ref) {
        if (ref.producer() instanceof Task task) {
            IgniteActors.refuseSelfWait(task);
        }
    }

    @Override
    public WickException interrupted(Ref<?> ref) {
        return new InterruptedWaitException("Interrupted while waiting for " + describe(ref));
    }
}
