package io.wick.ignite.internal.actor;

import io.wick.Resources;
import io.wick.TaskOptions;
import io.wick.error.ActorDeadException;
import io.wick.error.WickException;
import io.wick.ignite.internal.cluster.Link;
import io.wick.ignite.internal.codec.ByteWriter;
import io.wick.ignite.internal.exec.Work;
import io.wick.ignite.internal.function.FunctionShape;
import io.wick.ignite.internal.object.Failure;
import io.wick.ignite.internal.object.Ref;
import io.wick.ignite.internal.task.OwnerStream;
import io.wick.ignite.internal.task.Task;
import io.wick.ignite.internal.task.TaskOwner;
import io.wick.internal.actor.Place;
import io.wick.internal.scheduler.Suspicion;
import io.wick.spi.TaskCall;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * A call of this node to an actor: a task that its {@link Route} places. The phase says who may
 * touch it, as for all work; {@code sentTo} is set while the route counts it as unanswered.
 */
class ActorCall extends Task implements ActorWork {
    private static final VarHandle SENT_TO;

    static {
        try {
            SENT_TO = MethodHandles.lookup().findVarHandle(ActorCall.class, "sentTo", Place.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Route route;
    private final @Nullable String group;

    /** Changed by who has taken the call back. */
    private int retriesLeft;

    /** It was on a node that left, or is not to be trusted. */
    private boolean mayHaveRun;

    /** It may have run and is not to be sent again: it fails once it is known with what. */
    private boolean interrupted;

    private volatile @Nullable Place sentTo;

    /** Its actor, when that is here. */
    private @Nullable LiveActor actor;

    /** Where it waits for its inputs, and for earlier calls of its caller. */
    private @Nullable Line line;

    private volatile boolean ready;

    ActorCall(
            TaskOwner owner,
            Route route,
            TaskCall call,
            TaskOptions options,
            @Nullable String group,
            @Nullable UUID application) {
        super(
                owner,
                call.fn(),
                call.args(),
                options,
                FunctionShape.of(call.fn().getClass()),
                application);
        this.route = route;
        this.group = group;
        this.retriesLeft = options.retries();
    }

    @Nullable String group() {
        return group;
    }

    Route route() {
        return route;
    }

    boolean isRetried() {
        return options.retries() > 0;
    }

    /** The stream of a call that gives one. */
    static final class Streamed extends ActorCall {
        private final OwnerStream<Object> stream;

        Streamed(
                TaskOwner owner,
                Route route,
                TaskCall call,
                TaskOptions options,
                @Nullable String group,
                @Nullable UUID application,
                int buffer) {
            super(owner, route, call, options, group, application);
            stream = new OwnerStream<>(this, buffer);
        }

        @Override
        protected OwnerStream<Object> stream() {
            return stream;
        }
    }

    // Its way.

    @Override
    protected void place(boolean mayBlock) {
        Line own = line;
        if (own == null || ready) {
            route.dispatch(this, mayBlock, false); // once more
        } else {
            ready = true;
            own.advance();
        }
    }

    /** It stands in a line, and waits for its inputs. */
    void waitIn(Line own, List<Ref<?>> inputs) {
        line = own;
        awaitInputs(inputs);
    }

    /** Whether its inputs are complete. */
    boolean isReady() {
        return ready;
    }

    /** It is about to be put into this actor's mailbox. */
    void target(LiveActor to) {
        actor = to;
    }

    /** It goes into the mailbox of an actor here. */
    boolean queueFor(LiveActor to) {
        actor = to;
        return move(WAITING, QUEUED);
    }

    /** It is about to be sent there. */
    void sendTo(Place to) {
        sentTo = to;
    }

    @Nullable Place sentTo() {
        return sentTo;
    }

    /** Nobody counts it as unanswered any more. */
    void accountedFor() {
        if (accounted()) {
            route.answered();
        }
    }

    /** Ends its being counted as unanswered; true for whoever did that. */
    boolean accounted() {
        return sentTo != null && SENT_TO.getAndSet(this, null) != null;
    }

    /**
     * It comes back from where it was sent, is WAITING again and will be sent anew or fail.
     *
     * @param mayHaveRun whether that counts
     */
    void takenBack(boolean mayHaveRun) {
        actor = null;
        if (mayHaveRun) {
            this.mayHaveRun = true;
            if (retriesLeft > 0) {
                retriesLeft--;
            } else {
                interrupted = true;
            }
        }
    }

    /** It is taken back from another node. */
    boolean recall() {
        return move(AWAY, WAITING);
    }

    /** Whether it was on a node that left, or is not to be trusted, before it came back. */
    boolean mayHaveRun() {
        return mayHaveRun;
    }

    boolean isInterrupted() {
        return interrupted;
    }

    @Override
    protected void lost(Link link, Suspicion.Loss loss) {
        if (move(AWAY, WAITING)) {
            route.cameBack(this, link.id(), true);
        }
    }

    @Override
    protected void failedAway(WickException error) {
        fail(error);
        if (error instanceof ActorDeadException dead
                && dead.actor().equals(route.profile().shown())) {
            route.died(error);
        }
    }

    @Override
    protected void settled() {
        Line own = line;
        if (own != null) {
            own.advance();
        }
        if (isRetried() && id() != 0 && route.profile().appliesOnce()) {
            route.unconfirmed().remove(id());
        }
        accountedFor();
    }

    @Override
    protected boolean mayRunAgain() {
        return false; // the state has gone on
    }

    @Override
    protected void dequeued() {
        // It stays in the mailbox, and is passed over.
    }

    @Override
    protected Resources plainResources() {
        return Resources.NONE;
    }

    @Override
    protected void writeOperation(ByteWriter out) {
        Place to = sentTo;
        new CallHeader(
                        route.profile().id(),
                        to == null ? 0 : to.incarnation(),
                        isRetried(),
                        isRetried() ? route.unconfirmed().upTo() : 0,
                        group)
                .write(out);
    }

    // In the mailbox of an actor here.

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
        Object state = to.state(this);
        if (mayBeApplied()) {
            Object known =
                    to.keeper().outcomeOf(to.host().local(), id(), route.unconfirmed().upTo());
            if (known != null) {
                return givenBefore(known);
            }
        }
        return outcomes(TaskCall.invoke(fn, withState(state, resolved())));
    }

    /** Whether a life elsewhere may have applied it, before the actor came to live here. */
    private boolean mayBeApplied() {
        return mayHaveRun && route.profile().appliesOnce();
    }

    /** Gives again, or throws again, what a call gave that was applied by an earlier attempt. */
    static Object[] givenBefore(Object known) throws Exception {
        if (known instanceof Failure(WickException error)) {
            throw error.getCause() instanceof Exception thrown ? thrown : error;
        }
        return new Object[] {known};
    }

    /** The arguments of a function of a state. */
    static @Nullable Object[] withState(Object state, @Nullable Object[] args) {
        var all = new @Nullable Object[args.length + 1];
        all[0] = state;
        System.arraycopy(args, 0, all, 1, args.length);
        return all;
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
                            complete(outcomes);
                        }

                        @Override
                        public void lose(WickException cause) {
                            fail(cause);
                        }
                    });
        } else {
            complete(outcomes);
        }
    }

    @Override
    protected void giveFailure(WickException error) {
        LiveActor to = target();
        if (!to.holdsReplies()) {
            fail(error);
            return;
        }
        applied(to, new Failure(error));
        to.hold(
                new HeldReplies.Reply() {
                    @Override
                    public void give() {
                        fail(error);
                    }

                    @Override
                    public void lose(WickException cause) {
                        fail(cause);
                    }
                });
    }

    private void applied(LiveActor to, @Nullable Object outcome) {
        if (to.keeper() != Keeper.NONE) {
            to.keeper()
                    .applied(
                            mayBeApplied() ? to.host().local() : null,
                            id(),
                            outcome == null ? Ref.NULL : outcome);
        }
    }

    @Override
    public void die(WickException cause) {
        abandon(cause);
    }

    @Override
    public void bounce(@Nullable Place to) {
        if (move(QUEUED, WAITING)) {
            LiveActor from = actor;
            route.bounced(this, from == null ? null : from.place(), to);
        }
    }
}
