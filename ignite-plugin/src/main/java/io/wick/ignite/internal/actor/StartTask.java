package io.wick.ignite.internal.actor;

import io.wick.Resources;
import io.wick.TaskOptions;
import io.wick.error.ActorDeadException;
import io.wick.error.WickException;
import io.wick.ignite.internal.cluster.Link;
import io.wick.ignite.internal.codec.ByteWriter;
import io.wick.ignite.internal.exec.LocalExecutor;
import io.wick.ignite.internal.exec.Work;
import io.wick.ignite.internal.function.FunctionShape;
import io.wick.ignite.internal.object.Errors;
import io.wick.ignite.internal.object.Ref;
import io.wick.ignite.internal.task.Task;
import io.wick.ignite.internal.task.TaskOwner;
import io.wick.internal.actor.Place;
import io.wick.internal.scheduler.Suspicion;
import io.wick.spi.TaskCall;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.function.Consumer;

/**
 * The start of a life, on the node that asks for it: a task whose function is the constructor. It
 * runs here, and then opens the mailboxes; or it is sent.
 */
final class StartTask extends Task implements ActorWork {
    private final Start start;
    private final Consumer<WickException> failed;
    private @Nullable LiveActor actor;

    /**
     * @param failed told when the life could not begin
     */
    StartTask(TaskOwner owner, Start start, Consumer<WickException> failed) {
        super(
                owner,
                start.constructor().fn(),
                start.constructor().args(),
                options(start),
                FunctionShape.of(start.constructor().fn().getClass()),
                start.application());
        this.start = start;
        this.failed = failed;
    }

    private static TaskOptions options(Start start) {
        return TaskOptions.DEFAULT
                .withRetries(0)
                .withResources(start.options().resources())
                .withPlacement(start.options().placement());
    }

    /** It is to run here; false when it is not wanted any more. */
    boolean queueHere(LiveActor here) {
        actor = here;
        return move(WAITING, QUEUED);
    }

    /** Sends it; true when it is on its way. */
    boolean sendTo(Link link, boolean mayBlock) {
        owner.send(this, link, mayBlock);
        return phase() == AWAY;
    }

    @Override
    public Resources resources() {
        return Resources.NONE;
    }

    @Override
    protected void writeOperation(ByteWriter out) {
        new StartHeader(
                        start.profile().id(),
                        start.incarnation(),
                        start.owner(),
                        start.profile().recorded(),
                        start.options())
                .write(out);
    }

    @Override
    protected void execute() {
        super.execute();
        LocalExecutor.Frame frame = LocalExecutor.Frame.current();
        if (frame != null) {
            target().open(frame);
        }
    }

    @Override
    protected Object[] call() throws Exception {
        target().begin(this, start.constructor(), () -> TaskCall.invoke(fn, resolved()));
        return new Object[] {Ref.NULL};
    }

    @Override
    protected void giveFailure(WickException error) {
        Throwable cause = error.getCause() == null ? error : error.getCause();
        WickException dead = dead(start, cause);
        target().kill(dead, true);
        fail(dead);
        failed.accept(dead);
    }

    /** The error of an actor whose constructor threw. */
    static WickException dead(Start start, Throwable cause) {
        return cause instanceof ActorDeadException already
                ? already
                : new ActorDeadException(
                        start.profile().shown(),
                        "Its constructor threw " + Errors.text(cause),
                        cause);
    }

    @Override
    protected void failedAway(WickException error) {
        fail(error);
        failed.accept(error);
    }

    @Override
    protected void lost(Link link, Suspicion.Loss loss) {
        if (move(AWAY, FINISHED)) {
            fail(
                    new ActorDeadException(
                            start.profile().shown(),
                            link.loss() + " while it started there",
                            null));
        }
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
    public @Nullable LiveActor actor() {
        return actor;
    }

    private LiveActor target() {
        return Objects.requireNonNull(actor, "the actor that starts here");
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
