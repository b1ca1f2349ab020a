package io.wick.ignite.internal.actor;

import io.wick.Resources;
import io.wick.error.WickException;
import io.wick.ignite.internal.cluster.Link;
import io.wick.ignite.internal.exec.LocalExecutor;
import io.wick.ignite.internal.exec.Work;
import io.wick.ignite.internal.task.HostedTask;
import io.wick.ignite.internal.task.Submission;
import io.wick.ignite.internal.task.TaskHost;
import io.wick.internal.actor.Place;
import io.wick.spi.TaskCall;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;

/** The start of a life that another node asked for: runs the constructor, opens the mailboxes. */
final class HostedStart extends HostedTask implements ActorWork {
    private final LiveActor actor;

    HostedStart(TaskHost tasks, Link owner, Submission submission, LiveActor actor) {
        super(tasks, owner, submission);
        this.actor = actor;
    }

    @Override
    public Resources resources() {
        return Resources.NONE;
    }

    @Override
    protected void execute() {
        super.execute();
        LocalExecutor.Frame frame = LocalExecutor.Frame.current();
        if (frame != null) {
            actor.open(frame);
        }
    }

    @Override
    protected @Nullable Object invoke(Object fn, @Nullable Object[] in) throws Exception {
        actor.begin(this, new TaskCall((Serializable) fn, in), () -> TaskCall.invoke(fn, in));
        return null;
    }

    @Override
    protected void giveFailure(Throwable e) {
        WickException dead = StartTask.dead(actor.start(), e);
        actor.kill(dead, true);
        sendError(dead, false);
    }

    @Override
    protected void ownerLeft() {
        // Who asked for this life need not be who made the actor: the directory, or the node that
        // it moves away from. Whoever does not outlive its maker is ended by the host.
    }

    @Override
    protected void dequeued() {
        // It runs at once: there is no queue.
    }

    @Override
    public Work work() {
        return this;
    }

    @Override
    public LiveActor actor() {
        return actor;
    }

    @Override
    public void die(WickException cause) {
        abandon(cause);
    }

    @Override
    public void bounce(@Nullable Place to) {
        // It is in no mailbox.
    }
}
