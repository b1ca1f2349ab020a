package io.wick.ignite.internal.task;

import io.wick.Resources;
import io.wick.TaskOptions;
import io.wick.error.DependencyFailedException;
import io.wick.error.InfeasibleException;
import io.wick.error.TaskCancelledException;
import io.wick.error.TaskException;
import io.wick.error.TaskFailedException;
import io.wick.error.TaskInfo;
import io.wick.error.TaskTimeoutException;
import io.wick.error.WickException;
import io.wick.ignite.internal.cluster.Link;
import io.wick.ignite.internal.codec.ByteWriter;
import io.wick.ignite.internal.exec.Work;
import io.wick.ignite.internal.function.FunctionShape;
import io.wick.ignite.internal.object.Durations;
import io.wick.ignite.internal.object.Errors;
import io.wick.ignite.internal.object.Failure;
import io.wick.ignite.internal.object.Ref;
import io.wick.ignite.internal.object.StoredObject;
import io.wick.ignite.internal.object.Waiter;
import io.wick.ignite.internal.wire.Op;
import io.wick.internal.scheduler.RetryPolicy;
import io.wick.internal.scheduler.Suspicion;
import io.wick.spi.TaskCall;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A task on the node that submitted it, its owner. The phase of {@link Work} decides who may touch
 * it: whoever moves it out of a phase goes on with it, so that its refs are completed once.
 */
public class Task extends Work implements Work.Cancellable {
    protected final TaskOwner owner;
    protected final Serializable fn;
    final @Nullable Object[] args;
    protected final TaskOptions options;
    protected final FunctionShape shape;
    final @Nullable UUID application;
    private final Ref<?> ref;
    private Suspicion suspicion = Suspicion.NONE;
    private List<Ref<?>> inputs = List.of();
    int attempt = 1;
    long id;
    @Nullable Link away;

    /** Whether the attempt that is away asks before it begins. */
    boolean asks;

    protected Task(
            TaskOwner owner,
            Serializable fn,
            @Nullable Object[] args,
            TaskOptions options,
            FunctionShape shape,
            @Nullable UUID application) {
        this.owner = owner;
        this.fn = fn;
        this.args = args;
        this.options = options;
        this.shape = shape;
        this.application = application;
        this.ref = new Ref<>(owner.context().refs(), this);
    }

    /** Another attempt at the same result, beside the one that is under way. */
    protected Task(Task other) {
        this.owner = other.owner;
        this.fn = other.fn;
        this.args = other.args;
        this.options = other.options;
        this.shape = other.shape;
        this.application = other.application;
        this.ref = other.ref;
        this.inputs = other.inputs;
        this.attempt = other.attempt + 1;
        this.suspicion = other.suspicion.notCounting(1);
    }

    /** The ref of the result, or the first of several. */
    public final Ref<?> ref() {
        return ref;
    }

    /** How many results it has. */
    int resultCount() {
        return 1;
    }

    final void eachRef(Consumer<Ref<?>> action) {
        for (int i = 0; i < resultCount(); i++) {
            action.accept(ref(i));
        }
    }

    /** The ref of one of its results. */
    Ref<?> ref(int index) {
        return ref;
    }

    /** What it is suspected of. Changed by who has taken it back. */
    final Suspicion suspicion() {
        return suspicion;
    }

    /** Whether a node may have died of it. */
    final boolean isSuspect() {
        return suspicion != Suspicion.NONE && suspicion.mustAsk();
    }

    final void suspect(Suspicion now) {
        suspicion = now;
    }

    /** The refs it waits for. */
    final List<Ref<?>> inputs() {
        return inputs;
    }

    @Override
    public Resources resources() {
        return options.resources();
    }

    @Override
    public @Nullable UUID application() {
        return application;
    }

    @Override
    public String toString() {
        return "task '" + name() + "'";
    }

    /** Its number at this node, larger for those sent later; 0 until it is sent. */
    public final long id() {
        return id;
    }

    /** Its name in errors. */
    public final String name() {
        String name = options.name();
        return name != null ? name : shape.displayName();
    }

    protected final TaskInfo info() {
        Link where = away;
        UUID node =
                where != null ? where.id() : phase() == WAITING ? null : owner.context().local();
        return new TaskInfo(name(), node, attempt);
    }

    /** Waits for these refs, then gets itself placed. */
    protected final void awaitInputs(List<Ref<?>> refs) {
        inputs = refs;
        var missing = new AtomicInteger(1);
        for (Ref<?> input : refs) {
            missing.incrementAndGet();
            var waiter =
                    new Waiter() {
                        @Override
                        protected void completed(Ref<?> done) {
                            if (missing.decrementAndGet() == 0) {
                                owner.inputsComplete(Task.this);
                            }
                        }
                    };
            if (!input.onCompletion(waiter)) {
                missing.decrementAndGet();
            }
        }
        if (missing.decrementAndGet() == 0) {
            inputsComplete();
        }
    }

    /** All inputs are complete: fails with the first that failed, or goes on to be placed. */
    final void inputsComplete() {
        if (phase() != WAITING) {
            return;
        }
        for (Ref<?> input : inputs) {
            if (input.outcome() instanceof Failure failure) {
                if (move(WAITING, FINISHED)) {
                    owner.failLater(this, inputFailed(input, failure.error()));
                }
                return;
            }
        }
        try {
            place(false);
        } catch (RuntimeException e) {
            if (move(WAITING, FINISHED)) {
                fail(new InfeasibleException(this + " could not be placed: " + e, e));
            }
        }
    }

    /** A chain of such tasks may be long: each names what it began with. */
    private WickException inputFailed(Ref<?> input, WickException error) {
        String name = error instanceof TaskException of ? "'" + of.task().name() + "'" : input.id();
        return error instanceof DependencyFailedException before
                ? before.further(info(), name)
                : DependencyFailedException.of(info(), name, error);
    }

    /**
     * Finds a place for it: all inputs are complete, the phase is WAITING.
     *
     * @param mayBlock whether this is a thread of the user's, which may wait for the network
     */
    protected void place(boolean mayBlock) {
        owner.place(this, mayBlock);
    }

    /** Its node left while it was there; the phase is AWAY. */
    protected void lost(Link link, Suspicion.Loss loss) {
        Losses.retry(owner, this, link, loss);
    }

    /** Whether an attempt elsewhere asks before it begins. */
    protected boolean asksToBegin() {
        return isSuspect();
    }

    /** An attempt that asked may begin. Short: locks are held. */
    protected void begins() {}

    /** Its result was lost, and it has begun anew; the phase is WAITING. */
    protected void madeAgain() {
        suspicion = Suspicion.NONE.notCounting(attempt); // it has run to its end
    }

    /** It was cancelled in the queue of the executor. */
    protected void dequeued() {
        owner.forgetQueued(this);
    }

    /** Whether it may run once more when its result was lost. */
    protected boolean mayRunAgain() {
        return true;
    }

    /** It has run here; the phase is FINISHED. */
    protected void give(Object[] outcomes) {
        complete(outcomes);
    }

    /** It has failed here; the phase is FINISHED. */
    protected void giveFailure(WickException error) {
        fail(error);
    }

    /** It has failed elsewhere; the phase is FINISHED. */
    protected void failedAway(WickException error) {
        fail(error);
    }

    /** All its refs are complete. Short, and called once unless its result is lost. */
    protected void settled() {}

    /** Writes the operation that brings it to another node, and what comes before the attempt. */
    protected void writeOperation(ByteWriter out) {
        out.byte1(Op.SUBMIT.code());
    }

    /** What one holds that says nothing else on the wire. */
    protected Resources plainResources() {
        return Resources.ONE_CPU;
    }

    /** Its stream, when it gives one. */
    protected @Nullable OwnerStream<Object> stream() {
        return null;
    }

    @Override
    protected void execute() {
        Object[] outcomes;
        try {
            var timeout = options.timeout();
            if (timeout == null) {
                outcomes = call();
            } else {
                int timed = attempt;
                var alarm =
                        owner.context()
                                .timer()
                                .schedule(
                                        () -> timedOut(timed),
                                        Durations.nanos(timeout),
                                        TimeUnit.NANOSECONDS);
                try {
                    outcomes = call();
                } finally {
                    alarm.cancel(false);
                }
            }
        } catch (Throwable e) {
            threwHere(e);
            return;
        }
        if (endRunning(FINISHED)) {
            forgetChildren();
            give(outcomes);
        } else {
            discard(outcomes);
        }
    }

    @Override
    protected void crashed(Throwable e) {
        int was = phase();
        if (was == FINISHED || cancelPhase() == RUNNING) {
            fail(failed(info(), e));
        }
    }

    /** Runs the function here; gives the outcomes. */
    protected Object[] call() throws Exception {
        return outcomes(TaskCall.invoke(fn, resolved()));
    }

    /** What the function gave here, as outcomes. */
    protected final Object[] outcomes(@Nullable Object result) {
        OwnerStream<Object> stream = stream();
        if (stream == null) {
            return new Object[] {
                owner.context().outcomes().ofResult(result, options.durable(), null)
            };
        }
        StreamTask.run(
                result,
                stream.gate(),
                (number, value) ->
                        stream.accept(
                                number,
                                owner.context()
                                        .outcomes()
                                        .ofResult(value, options.durable(), null)));
        return new Object[] {Ref.NULL};
    }

    /** The arguments, with the values of refs. */
    protected final @Nullable Object[] resolved() {
        if (args.length == 0) {
            return args;
        }
        @Nullable Object[] values = args;
        for (int i = 0; i < args.length; i++) {
            if (args[i] instanceof Ref<?> input) {
                values = values == args ? args.clone() : values;
                values[i] = input.get();
            }
        }
        return values;
    }

    private void threwHere(Throwable e) {
        boolean retry =
                RetryPolicy.decide(
                                RetryPolicy.Failure.THREW,
                                suspicion.counted(attempt),
                                isRetryable(e),
                                options)
                        == RetryPolicy.Decision.RETRY;
        TaskInfo info = info();
        if (!endRunning(retry ? WAITING : FINISHED)) {
            return;
        }
        if (retry) {
            cancelChildren();
            owner.again(this);
        } else {
            giveFailure(failed(info, e));
        }
    }

    final boolean isRetryable(@Nullable Throwable e) {
        return e != null && options.retryOn().stream().anyMatch(type -> type.isInstance(e));
    }

    /** The error for what a function threw. */
    public static WickException failed(TaskInfo info, Throwable e) {
        return new TaskFailedException(info, "The function threw " + Errors.text(e), e);
    }

    private void timedOut(int timed) {
        if (attempt == timed && phase() == RUNNING) {
            TaskInfo info = info();
            if (cancelPhase() == RUNNING) {
                cancelChildren();
                fail(timeoutError(info));
            }
        }
    }

    final WickException timeoutError(TaskInfo info) {
        return new TaskTimeoutException(
                info,
                "It took longer than its timeout of " + options.timeout() + " and was interrupted",
                null);
    }

    /** Sets the results; the caller has moved the phase to FINISHED. */
    protected void complete(Object[] outcomes) {
        boolean stored = false;
        for (int i = 0; i < outcomes.length; i++) {
            Object outcome = outcomes[i];
            stored |= outcome instanceof StoredObject;
            if (!ref(i).complete(outcome)) {
                discard(outcome);
            }
        }
        finished(stored);
    }

    /** Nobody wants these outcomes. */
    protected final void discard(Object... outcomes) {
        owner.context().outcomes().discard(outcomes);
    }

    /** Sets a failure on all results; the caller has moved the phase to FINISHED or CANCELLED. */
    public void fail(WickException error) {
        var failure = new Failure(error);
        for (int i = 0; i < resultCount(); i++) {
            ref(i).complete(failure);
        }
        finished(false);
    }

    /**
     * A stored result may be lost and made again, so it keeps its task and inputs; others let them
     * go.
     */
    private void finished(boolean keepForRebuild) {
        owner.finished();
        if (!keepForRebuild || options.durable()) {
            inputs = List.of();
            for (int i = 0; i < resultCount(); i++) {
                ref(i).dropProducer();
            }
        }
        settled();
    }

    @Override
    public boolean cancel() {
        TaskInfo info = info();
        int was = cancelPhase();
        if (was == FINISHED || was == CANCELLED) {
            return false;
        }
        if (was == QUEUED) {
            dequeued();
        } else if (was == AWAY) {
            owner.cancelAway(this);
        }
        cancelChildren();
        fail(new TaskCancelledException(info, "It was cancelled", null));
        return true;
    }

    /** What it ran in is gone. */
    final void end(WickException error) {
        abandon(error);
        cancelChildren();
    }

    /** It ends with this error, unless it has ended; interrupted if it runs. */
    public final void abandon(WickException error) {
        int was = cancelPhase();
        if (was != FINISHED && was != CANCELLED) {
            fail(error);
        }
    }

    @Override
    public boolean isDone() {
        int now = phase();
        return now == FINISHED || now == CANCELLED;
    }
}
