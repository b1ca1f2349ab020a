package io.wick.ignite.internal.actor;

import io.wick.error.ClosedException;
import io.wick.error.WickException;
import io.wick.ignite.internal.cluster.Link;
import io.wick.ignite.internal.exec.Work;
import io.wick.ignite.internal.object.Failure;
import io.wick.ignite.internal.object.Ref;
import io.wick.ignite.internal.task.HostedTask;
import io.wick.ignite.internal.task.Submission;
import io.wick.ignite.internal.task.Task;
import io.wick.ignite.internal.task.TaskHost;
import io.wick.internal.actor.Place;
import io.wick.spi.TaskCall;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/** A call from another node, in the mailbox of an actor here. */
final class HostedCall extends HostedTask implements ActorWork {
    private final CallHeader header;
    private final ActorHost host;
    private @Nullable LiveActor actor;

    HostedCall(
            TaskHost tasks, Link owner, Submission submission, CallHeader header, ActorHost host) {
        super(tasks, owner, submission);
        this.header = header;
        this.host = host;
    }

    CallHeader header() {
        return header;
    }

    /** It is about to be put into this actor's mailbox. */
    void target(LiveActor to) {
        actor = to;
    }

    @Override
    public Work work() {
        return this;
    }

    @Override
    public @Nullable LiveActor actor() {
        return actor;
    }

    private LiveActor target() {
        return Objects.requireNonNull(actor, "the actor of a call that runs");
    }

    @Override
    protected Object[] call() throws Exception {
        LiveActor to = target();
        to.state(this);
        if (header.retried()) {
            Object known =
                    to.keeper().outcomeOf(owner().id(), submission().id(), header.confirmed());
            if (known instanceof Failure(WickException error)) {
                throw error;
            }
            if (known != null) {
                return new Object[] {known};
            }
        }
        return super.call();
    }

    @Override
    protected @Nullable Object invoke(Object fn, @Nullable Object[] in) throws Exception {
        return TaskCall.invoke(fn, ActorCall.withState(target().state(this), in));
    }

    @Override
    protected void give(Object[] outcomes) {
        LiveActor to = target();
        applied(to, outcomes[0]);
        if (to.holdsReplies()) {
            to.hold(
                    new HeldReplies.Reply() {
                        @Override
                        public void give() {
                            send(outcomes);
                        }

                        @Override
                        public void lose(WickException cause) {
                            sendError(cause, false);
                        }
                    });
        } else {
            send(outcomes);
        }
    }

    @Override
    protected void giveFailure(Throwable e) {
        LiveActor to = target();
        if (!to.holdsReplies()) {
            sendFailure(e);
            return;
        }
        applied(to, new Failure(Task.failed(info(), e)));
        to.hold(
                new HeldReplies.Reply() {
                    @Override
                    public void give() {
                        sendFailure(e);
                    }

                    @Override
                    public void lose(WickException cause) {
                        sendError(cause, false);
                    }
                });
    }

    private void applied(LiveActor to, @Nullable Object outcome) {
        if (to.keeper() != Keeper.NONE) {
            to.keeper()
                    .applied(
                            header.retried() ? owner().id() : null,
                            submission().id(),
                            outcome == null ? Ref.NULL : outcome);
        }
    }

    @Override
    protected boolean sendsItself() {
        LiveActor to = actor;
        return to == null || to.waiting() == 0;
    }

    @Override
    protected void dequeued() {
        // It stays in the mailbox, and is passed over.
    }

    @Override
    public void die(WickException cause) {
        if (cause instanceof ClosedException) {
            drop(); // the actor may live on elsewhere: its caller sees that this node leaves
            return;
        }
        abandon(cause);
    }

    @Override
    public void bounce(@Nullable Place to) {
        if (withdraw()) {
            host.sendBounced(this, to);
        }
    }
}
