package io.wick.ignite.internal.task;

import io.wick.Resources;
import io.wick.TaskOptions;
import io.wick.error.DependencyFailedException;
import io.wick.error.InfeasibleException;
import io.wick.error.TaskCancelledException;
import io.wick.error.TaskFailedException;
import io.wick.error.TaskInfo;
import io.wick.error.TaskTimeoutException;
import io.wick.error.WickException;
import io.wick.ignite.internal.cluster.Link;
import io.wick.ignite.internal.exec.Work;
import io.wick.ignite.internal.function.FunctionShape;
import io.wick.ignite.internal.object.Durations;
import io.wick.ignite.internal.object.Errors;
import io.wick.ignite.internal.object.Failure;
import io.wick.ignite.internal.object.Ref;
import io.wick.ignite.internal.object.StoredObject;
import io.wick.ignite.internal.object.Waiter;
import io.wick.internal.scheduler.RetryPolicy;
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
class Task extends Work implements Work.Cancellable {
    private static final Ref<?>[] NO_REFS = {};

    final TaskOwner owner;
    final Serializable fn;
    final @Nullable Object[] args;
    final TaskOptions options;
    final FunctionShape shape;
    final @Nullable UUID application;
    private final Ref<?> ref;
    private Ref<?>[] more = NO_REFS;
    private List<Ref<?>> inputs = List.of();
    int attempt = 1;
    long id;
    @Nullable Link away;

    Task(
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

    /** The ref of the result, or the first of several. */
    final Ref<?> ref() {
        return ref;
    }

    /** Adds refs for further results. */
    final void moreRefs(Ref<?>[] refs) {
        more = refs;
    }

    final int resultCount() {
        return 1 + more.length;
    }

    final void eachRef(Consumer<Ref<?>> action) {
        for (int i = 0; i < resultCount(); i++) {
            action.accept(ref(i));
        }
    }

    private Ref<?> ref(int index) {
        return index == 0 ? ref : more[index - 1];
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

    /** Its name in errors. */
    final String name() {
        String name = options.name();
        return name != null ? name : shape.displayName();
    }

    final TaskInfo info() {
        Link where = away;
        UUID node =
                where != null ? where.id() : phase() == WAITING ? null : owner.context().local();
        return new TaskInfo(name(), node, attempt);
    }

    /** Waits for these refs, then gets itself placed. */
    final void awaitInputs(List<Ref<?>> refs) {
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
                    fail(
                            new DependencyFailedException(
                                    info(),
                                    "Its input "
                                            + input.id()
                                            + " failed: "
                                            + failure.error().getMessage(),
                                    failure.error()));
                }
                return;
            }
        }
        try {
            owner.place(this, false);
        } catch (RuntimeException e) {
            if (move(WAITING, FINISHED)) {
                fail(new InfeasibleException(this + " could not be placed: " + e, e));
            }
        }
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
            complete(outcomes);
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

    Object[] call() throws Exception {
        Object result = TaskCall.invoke(fn, resolved());
        return new Object[] {owner.context().outcomes().ofResult(result, options.durable(), null)};
    }

    final @Nullable Object[] resolved() {
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
                RetryPolicy.decide(RetryPolicy.Failure.THREW, attempt, isRetryable(e), options)
                        == RetryPolicy.Decision.RETRY;
        TaskInfo info = info();
        if (!endRunning(retry ? WAITING : FINISHED)) {
            return;
        }
        if (retry) {
            cancelChildren();
            owner.again(this);
        } else {
            fail(failed(info, e));
        }
    }

    final boolean isRetryable(@Nullable Throwable e) {
        return e != null && options.retryOn().stream().anyMatch(type -> type.isInstance(e));
    }

    static WickException failed(TaskInfo info, Throwable e) {
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
    final void complete(Object[] outcomes) {
        boolean stored = false;
        for (int i = 0; i < outcomes.length; i++) {
            Object outcome = outcomes[i];
            stored |= outcome instanceof StoredObject;
            if (!ref(i).complete(outcome) && outcome instanceof StoredObject late) {
                owner.discard(late);
            }
        }
        finished(stored);
    }

    private void discard(Object[] outcomes) {
        for (Object outcome : outcomes) {
            if (outcome instanceof StoredObject late) {
                owner.discard(late);
            }
        }
    }

    /** Sets a failure on all results; the caller has moved the phase to FINISHED or CANCELLED. */
    final void fail(WickException error) {
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
    }

    @Override
    public boolean cancel() {
        TaskInfo info = info();
        int was = cancelPhase();
        if (was == FINISHED || was == CANCELLED) {
            return false;
        }
        if (was == QUEUED) {
            owner.forgetQueued(this);
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

    /** Its node is closing. */
    final void abandon(WickException error) {
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
