package io.wick.ignite.internal.actor;

import io.wick.error.ActorDeadException;
import io.wick.ignite.internal.exec.LightWork;
import io.wick.ignite.internal.exec.LocalExecutor;

import org.jspecify.annotations.Nullable;

/** A drain as work of the executor; without a box it only does what a signal asks for. */
final class Drain extends LightWork {
    private final LiveActor actor;
    private final @Nullable Box box;

    Drain(LiveActor actor, @Nullable Box box) {
        super(actor.start().application());
        this.actor = actor;
        this.box = box;
    }

    @Override
    protected void execute() {
        LocalExecutor.Frame frame = LocalExecutor.Frame.current();
        if (box == null || frame == null) {
            actor.leave();
        } else {
            actor.drain(box, frame);
        }
        endRunning(FINISHED);
    }

    @Override
    protected void crashed(Throwable e) {
        actor.kill(
                new ActorDeadException(
                        actor.profile().shown(), "Its calls could not be run: " + e, e),
                true);
    }
}
