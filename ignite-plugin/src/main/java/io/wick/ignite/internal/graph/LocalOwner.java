package io.wick.ignite.internal.graph;

import io.wick.ignite.internal.object.Failure;
import io.wick.ignite.internal.object.Ref;
import io.wick.ignite.internal.object.StoredObject;
import io.wick.internal.run.Event;
import io.wick.internal.run.Pace;

import java.util.Map;

/** The owner's side for programs that run on the owner itself. */
record LocalOwner(RunContext context, Map<Long, OwnedRun<?>> active)
        implements HostedRun.OwnerSide {
    @Override
    public void result(RunKey key, int vertex, Object outcome) {
        OwnedRun<?> run = active.get(key.number());
        if (run != null) {
            boolean plain =
                    !(outcome instanceof Failure)
                            && !(outcome instanceof StoredObject)
                            && outcome != Ref.NULL;
            run.result(vertex, plain ? context.outcomes().ofResult(outcome, true, null) : outcome);
        }
    }

    @Override
    public void displaced(RunKey key, int epoch) {
        post(key, new Event.Displaced(epoch, context.local()));
    }

    @Override
    public void status(RunKey key, int epoch, int running, int done) {
        post(key, new Event.Status(epoch, context.local(), running, done));
    }

    @Override
    public void begins(RunKey key, int epoch, int vertex) {
        post(key, new Event.Begins(epoch, context.local(), vertex));
    }

    @Override
    public void finished(RunKey key, int epoch, int vertex) {
        post(key, new Event.Finished(epoch, context.local(), vertex));
    }

    @Override
    public void pace(RunKey key, Pace pace) {
        OwnedRun<?> run = active.get(key.number());
        if (run != null) {
            run.pace(context.local(), pace);
        }
    }

    private void post(RunKey key, Event event) {
        OwnedRun<?> run = active.get(key.number());
        if (run != null) {
            run.post(event);
        }
    }
}
