package io.wick.ignite.internal.task;

import io.wick.Resources;
import io.wick.error.PlacementGroupException;
import io.wick.error.SerializationException;
import io.wick.error.TaskFailedException;
import io.wick.error.TaskInfo;
import io.wick.error.TaskTimeoutException;
import io.wick.error.WickException;
import io.wick.ignite.internal.cluster.Link;
import io.wick.ignite.internal.codec.ByteWriter;
import io.wick.ignite.internal.exec.LocalExecutor;
import io.wick.ignite.internal.exec.Work;
import io.wick.ignite.internal.function.FunctionShape;
import io.wick.ignite.internal.object.Failure;
import io.wick.ignite.internal.object.Ref;
import io.wick.ignite.internal.wire.Op;
import io.wick.spi.TaskCall;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * An attempt that runs here for another node. Its outcome is sent once, or never when it is not
 * wanted.
 */
public class HostedTask extends Work {
    private final TaskHost host;
    private final Link owner;
    private final Submission submission;
    private final LocalExecutor executor;
    private @Nullable Object function;
    private final @Nullable StreamGate gate;
    private final @Nullable BeginGate beginning;

    /** Runs in the node's own executor. */
    public HostedTask(TaskHost host, Link owner, Submission submission) {
        this(host, owner, submission, host.context().executor());
    }

    HostedTask(TaskHost host, Link owner, Submission submission, LocalExecutor executor) {
        this.host = host;
        this.owner = owner;
        this.submission = submission;
        this.executor = executor;
        this.beginning = submission.asks() ? new BeginGate() : null;
        this.gate =
                submission.kind() == Submission.Kind.STREAM
                        ? new StreamGate(submission.count())
                        : null;
    }

    /** The node that submitted it. */
    public final Link owner() {
        return owner;
    }

    /** What came. */
    public final Submission submission() {
        return submission;
    }

    @Override
    public Resources resources() {
        return submission.resources();
    }

    @Override
    public @Nullable UUID application() {
        return submission.application();
    }

    @Override
    protected void execute() {
        Object[] outcomes;
        try {
            askToBegin();
            outcomes = runInTime();
        } catch (Throwable e) {
            if (endRunning(FINISHED)) {
                host.forget(this);
                giveFailure(e);
            }
            return;
        }
        if (endRunning(FINISHED)) {
            forgetChildren();
            host.forget(this);
            give(outcomes);
        } else {
            discard(outcomes);
        }
    }

    /** It has run; the phase is FINISHED. */
    protected void give(Object[] outcomes) {
        send(outcomes);
    }

    /** It has failed; the phase is FINISHED. */
    protected void giveFailure(Throwable e) {
        sendFailure(e);
    }

    /** It was cancelled in the queue of the executor. */
    protected void dequeued() {
        executor.forget(this);
    }

    @Override
    protected void crashed(Throwable e) {
        host.forget(this);
        sendFailure(e);
    }

    /** A suspect waits for its owner, which is to know that it has begun when that kills it. */
    private void askToBegin() throws InterruptedException {
        if (beginning != null) {
            var unused =
                    owner.outbox()
                            .append(
                                    out -> {
                                        out.byte1(Op.ASK_BEGIN.code());
                                        out.varlong(submission.id());
                                        out.varint(submission.attempt());
                                    },
                                    true);
            beginning.pass();
        }
    }

    /** Its owner says that it may begin. */
    void mayBegin() {
        if (beginning != null) {
            beginning.open();
        }
    }

    private Object[] runInTime() throws Exception {
        if (submission.timeoutNanos() == 0) {
            return call();
        }
        ScheduledFuture<?> alarm =
                host.context()
                        .timer()
                        .schedule(this::timedOut, submission.timeoutNanos(), TimeUnit.NANOSECONDS);
        try {
            return call();
        } finally {
            alarm.cancel(false);
        }
    }

    /** Makes the function and runs it; gives the outcomes. */
    protected Object[] call() throws Exception {
        TaskContext context = host.context();
        ClassLoader loader = context.applications().loader(submission.application());
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            @Nullable Object[] values = submission.decoded(context);
            int captured = submission.captured();
            int args = values.length - (submission.kind() == Submission.Kind.SPLIT ? 1 : 0);
            Object fn =
                    context.functions()
                            .create(submission.function(), Arrays.copyOf(values, captured), loader);
            function = fn;
            @Nullable Object[] in = Arrays.copyOfRange(values, captured, args);
            for (int i = 0; i < in.length; i++) {
                if (in[i] instanceof Ref<?> input) {
                    in[i] = input.get();
                }
            }
            return outcomes(invoke(fn, in), values);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Runs the function with the values of its arguments. */
    protected @Nullable Object invoke(Object fn, @Nullable Object[] in) throws Exception {
        return TaskCall.invoke(fn, in);
    }

    private Object[] outcomes(@Nullable Object result, @Nullable Object[] values) throws Exception {
        var outcomes = host.context().outcomes();
        boolean durable = submission.durable();
        return switch (submission.kind()) {
            case ONE -> new Object[] {outcomes.ofResult(result, durable, owner.receiver())};
            case SPLIT -> {
                Object parts = values[values.length - 1];
                if (parts == null) {
                    throw new SerializationException("A split came without the function that cuts");
                }
                yield SplitTask.cut(
                        parts,
                        result,
                        (int) submission.count(),
                        outcomes,
                        durable,
                        owner.receiver());
            }
            case STREAM -> {
                StreamTask.run(
                        result,
                        openGate(),
                        (number, value) ->
                                sendItem(
                                        number,
                                        outcomes.ofResult(value, durable, owner.receiver())));
                yield new Object[] {Ref.NULL};
            }
        };
    }

    private StreamGate openGate() {
        if (gate == null) {
            throw new IllegalStateException("Not a stream: " + submission.name());
        }
        return gate;
    }

    private void sendItem(long number, Object outcome) {
        var out = new ByteWriter();
        out.byte1(Op.ITEM.code());
        out.varlong(submission.id());
        out.varint(submission.attempt());
        out.varlong(number);
        Object written = write(out, outcome);
        if (!append(out)) {
            discard(written);
        }
    }

    /** Gives its owner the outcomes. */
    protected final void send(Object[] outcomes) {
        if (outcomes.length == 1 && isPlain(outcomes[0])) {
            if (!owner.outbox().append(out -> writeDone(out, outcomes), sendsItself())) {
                discard(outcomes);
            }
            return;
        }
        var out = new ByteWriter();
        try {
            writeDone(out, outcomes);
        } catch (WickException e) {
            discard(outcomes);
            sendFailure(e);
            return;
        }
        if (!append(out)) {
            discard(outcomes);
        }
    }

    /**
     * Whether writing it takes no time and runs no code of users, so that it may be done in the
     * outbox.
     */
    private static boolean isPlain(Object outcome) {
        return outcome == Ref.NULL
                || outcome instanceof Long
                || outcome instanceof Integer
                || outcome instanceof Double
                || outcome instanceof Boolean;
    }

    private void writeDone(ByteWriter out, Object[] outcomes) {
        out.byte1(Op.DONE.code());
        out.varlong(submission.id());
        out.varint(submission.attempt());
        out.varint(outcomes.length);
        for (int i = 0; i < outcomes.length; i++) {
            outcomes[i] = write(out, outcomes[i]); // stored, if it is larger than it looked
        }
        out.varlong(host.context().executor().backlog());
        out.varlong(host.context().executor().taskNanos());
    }

    private Object write(ByteWriter out, Object outcome) {
        return host.context()
                .outcomes()
                .write(out, outcome, owner.receiver(), submission.durable(), false);
    }

    private boolean append(ByteWriter out) {
        return owner.outbox()
                .append(batch -> batch.bytes(out.array(), 0, out.size()), sendsItself());
    }

    /** With nothing else to do this runner may as well send; else a batch grows meanwhile. */
    protected boolean sendsItself() {
        return host.context().executor().backlog() == 0;
    }

    /** Gives its owner a failure: an error of Wick's as it is when the function was not made. */
    protected final void sendFailure(Throwable thrown) {
        boolean neverRan =
                function == null && !host.context().functions().isKnown(submission.function());
        WickException error =
                function == null && thrown instanceof WickException own
                        ? own
                        : thrown instanceof TaskTimeoutException timeout
                                ? timeout
                                : Task.failed(info(), thrown);
        sendError(error, neverRan);
    }

    /** The owner is told that it has failed. */
    protected final void sendError(WickException error, boolean neverRan) {
        append(failed(submission, error, neverRan, owner, host.context()));
    }

    private static ByteWriter failed(
            Submission submission,
            WickException error,
            boolean neverRan,
            Link owner,
            TaskContext context) {
        var out = new ByteWriter();
        out.byte1(Op.FAILED.code());
        out.varlong(submission.id());
        out.varint(submission.attempt());
        out.bool(neverRan);
        context.outcomes()
                .write(out, new Failure(error), owner.receiver(), submission.durable(), false);
        return out;
    }

    /** Sends back an attempt whose bundle is not here: its owner asks anew where that is. */
    static void refuse(Submission submission, Link owner, TaskContext context) {
        var error =
                new PlacementGroupException(
                        "Bundle "
                                + submission.bundle()
                                + " of a placement group is not on node "
                                + context.local());
        ByteWriter out = failed(submission, error, true, owner, context);
        var unused = owner.outbox().append(batch -> batch.bytes(out.array(), 0, out.size()), false);
    }

    protected final TaskInfo info() {
        String name = submission.name();
        Object fn = function;
        String shown =
                !name.isEmpty() || fn == null
                        ? name
                        : FunctionShape.of(fn.getClass()).displayName();
        return new TaskInfo(shown, host.context().local(), submission.attempt());
    }

    private void timedOut() {
        if (cancelPhase() == RUNNING) {
            host.forget(this);
            cancelChildren();
            sendFailure(
                    new TaskTimeoutException(
                            info(),
                            "It took longer than its timeout of "
                                    + Duration.ofNanos(submission.timeoutNanos())
                                    + " and was interrupted",
                            null));
        }
    }

    private void discard(Object... outcomes) {
        host.context().outcomes().discard(outcomes);
    }

    /** It is handed to what runs it. */
    void queue() {
        if (move(WAITING, QUEUED)) {
            executor.submit(this);
        }
    }

    /** What it ran in is gone; its owner hears that. */
    void end(WickException error) {
        int was = cancelPhase();
        if (was == FINISHED || was == CANCELLED) {
            return;
        }
        host.forget(this);
        if (gate != null) {
            gate.close();
        }
        cancelChildren();
        sendError(error, false);
    }

    /** Its node closes: its owner runs it elsewhere, unless that is its own doing. */
    void nodeCloses() {
        if (endsJvm()) {
            var exit = new IllegalStateException("System.exit ends the JVM of a node");
            end(new TaskFailedException(info(), "The function called System.exit", exit));
        } else {
            cancel();
        }
    }

    /** Its owner has left. */
    protected void ownerLeft() {
        cancel();
    }

    /** Its owner allows more results. */
    void allow(long limit) {
        if (gate != null) {
            gate.allow(limit);
        }
    }

    /** It ends with this error, unless it has ended; interrupted if it runs. */
    public final void abandon(WickException error) {
        int was = cancel();
        if (was != FINISHED && was != CANCELLED) {
            host.forget(this);
            sendError(error, false);
        }
    }

    /** It ends without an answer. */
    protected final void drop() {
        cancel();
        host.forget(this);
    }

    /** It is given back to its owner by somebody else, who answers; false when it has ended. */
    public final boolean withdraw() {
        boolean mine = move(QUEUED, CANCELLED);
        if (mine) {
            host.forget(this);
        }
        return mine;
    }

    /** Nobody wants it any more; gives the phase it was in. */
    final int cancel() {
        int was = cancelPhase();
        if (was == QUEUED) {
            dequeued();
        }
        if (gate != null) {
            gate.close();
        }
        cancelChildren();
        return was;
    }
}
