package io.wick.ignite.internal.task;

import io.wick.Fn0;
import io.wick.Fn1;
import io.wick.ObjectRef;
import io.wick.Placement;
import io.wick.Resources;
import io.wick.ResultStream;
import io.wick.TaskOptions;
import io.wick.error.InfeasibleException;
import io.wick.error.SerializationException;
import io.wick.error.WickException;
import io.wick.ignite.internal.cluster.Link;
import io.wick.ignite.internal.cluster.Members;
import io.wick.ignite.internal.codec.ByteReader;
import io.wick.ignite.internal.codec.ByteWriter;
import io.wick.ignite.internal.exec.LocalExecutor;
import io.wick.ignite.internal.exec.Work;
import io.wick.ignite.internal.function.FunctionShape;
import io.wick.ignite.internal.group.Where;
import io.wick.ignite.internal.object.Ending;
import io.wick.ignite.internal.object.Failure;
import io.wick.ignite.internal.object.Reaper;
import io.wick.ignite.internal.object.Ref;
import io.wick.ignite.internal.object.Sender;
import io.wick.ignite.internal.object.StoredObject;
import io.wick.ignite.internal.wire.Op;
import io.wick.internal.scheduler.Placer;
import io.wick.internal.scheduler.RetryPolicy;
import io.wick.internal.scheduler.Suspicion;
import io.wick.spi.TaskCall;

import org.apache.ignite.Ignite;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** All tasks submitted from this node: takes them in, places them, hears how they ended. */
public final class TaskOwner {
    private static final Object[] NO_ARGS = {};
    private static final long ROOM_NANOS = 50_000;

    private final TaskContext context;
    private final Members members;
    private final Executor dispatcher;
    private final int maxPending;
    private final @Nullable UUID application;
    private final boolean worker;
    private final boolean oneCpuFits;
    private final Reaper reaper;
    private final Placing placing;
    private final AwayTasks away;
    private final Pauses<Task> pauses;
    private final Speculation speculation;
    private final AtomicLong ids = new AtomicLong();
    private final LongAdder submitted = new LongAdder();
    private final LongAdder finished = new LongAdder();
    private final LongAdder retried = new LongAdder();
    private volatile boolean alone = true;
    private volatile @Nullable Ending ending;
    private int tick;

    public TaskOwner(
            TaskContext context,
            Ignite ignite,
            Members members,
            Executor dispatcher,
            int maxPending,
            boolean worker,
            Reaper reaper,
            @Nullable UUID application) {
        this.context = context;
        this.placing = new Placing(context, ignite, members);
        this.members = members;
        this.dispatcher = dispatcher;
        this.maxPending = maxPending;
        this.worker = worker;
        this.oneCpuFits = members.fitsHere(Resources.ONE_CPU);
        this.reaper = reaper;
        this.away = new AwayTasks(context.timer());
        this.pauses = new Pauses<>(context.timer());
        this.speculation = new Speculation(this, placing, members, dispatcher);
        this.application = application;
    }

    /** What tasks need of this node. */
    public TaskContext context() {
        return context;
    }

    /** Tasks taken in. */
    public long submitted() {
        return submitted.sum();
    }

    /** Tasks not finished. */
    public long pending() {
        return submitted.sum() - finished.sum();
    }

    /** Attempts after the first. */
    public long retried() {
        return retried.sum();
    }

    /** Nodes came or went. */
    public void membersChanged() {
        alone = members.isAlone();
    }

    /** Submits with default options. */
    @SuppressWarnings("unchecked")
    public <R extends @Nullable Object> ObjectRef<R> submit(Fn0<R> fn) {
        FunctionShape shape = FunctionShape.of(fn.getClass());
        Work parent = LocalExecutor.Frame.currentWork();
        var task =
                new Task(
                        this,
                        fn,
                        NO_ARGS,
                        TaskOptions.DEFAULT,
                        shape,
                        parent == null ? application : parent.application());
        accept(task, parent);
        return (Ref<R>) task.ref();
    }

    /** Submits with options. */
    @SuppressWarnings("unchecked")
    public <R extends @Nullable Object> ObjectRef<R> submit(TaskCall call, TaskOptions options) {
        Work parent = LocalExecutor.Frame.currentWork();
        if (options.speculative()) {
            var task = new RacingTask(this, call, options, application(parent), speculation);
            task.awaitInputs(admit(task, parent));
            refuseUnsendable(task);
            return (Ref<R>) task.ref();
        }
        var task =
                new Task(
                        this,
                        call.fn(),
                        call.args(),
                        options,
                        FunctionShape.of(call.fn().getClass()),
                        application(parent));
        accept(task, parent);
        return (Ref<R>) task.ref();
    }

    /** Submits for several results. */
    @SuppressWarnings("unchecked")
    public <T> List<ObjectRef<T>> split(
            TaskCall call, TaskOptions options, int count, Fn1<?, ?> parts) {
        Work parent = LocalExecutor.Frame.currentWork();
        var shape = FunctionShape.of(call.fn().getClass());
        var task = new SplitTask(this, call, options, shape, application(parent), count, parts);
        accept(task, parent);
        var refs = new ArrayList<ObjectRef<T>>(count);
        task.eachRef(ref -> refs.add((ObjectRef<T>) ref));
        return refs;
    }

    /** Submits a generator. */
    @SuppressWarnings("unchecked")
    public <T> ResultStream<T> stream(TaskCall call, TaskOptions options, int buffer) {
        Work parent = LocalExecutor.Frame.currentWork();
        var shape = FunctionShape.of(call.fn().getClass());
        var task = new StreamTask(this, call, options, shape, application(parent), buffer);
        accept(task, parent);
        return handle((OwnerStream<T>) (OwnerStream<?>) task.stream());
    }

    /** What a reader gets of a stream. */
    public <T> ResultStream<T> handle(OwnerStream<T> stream) {
        var handle = new StreamHandle<T>(stream);
        var unused = reaper.watch(handle, stream::close);
        return handle;
    }

    /** The application of what this work submits; null is a thread outside tasks. */
    public @Nullable UUID application(@Nullable Work parent) {
        return parent == null ? application : parent.application();
    }

    /**
     * Takes in what is placed by its own rules, and gives the refs it has to wait for. A thread
     * outside tasks is held back while too much is unfinished.
     *
     * @throws WickException when this node is closing, or a client that is cut off
     */
    public List<Ref<?>> admit(Task task, @Nullable Work parent) {
        admitted(task, parent);
        List<Ref<?>> inputs = Inputs.of(task, context.refs());
        submitted.increment();
        return inputs;
    }

    /** Takes in what no work is the parent of and nothing holds back. */
    public void admitUnbound(Task task) {
        prepareForActor();
        submitted.increment();
    }

    /** Ships what an actor's constructor needs, unless this node is closing or cut off. */
    public void prepareForActor() {
        Ending.refuse(ending, "make an actor");
        context.applications().ship();
    }

    /**
     * Takes in a task that is a second attempt of something else; it hears itself of its end.
     *
     * @throws WickException when this node is closing, or a client that is cut off
     */
    public void submitSecond(Task second) {
        submitted.increment(); // first: who is refused is cancelled, and counted as finished
        retried.increment();
        Ending.refuse(ending, "run '" + second.name() + "' a second time");
        second.awaitInputs(Inputs.of(second, context.refs()));
    }

    private void admitted(Task task, @Nullable Work parent) {
        Ending ended = ending;
        if (ended != null) {
            throw ended.refusal("submit '" + task.name() + "'");
        }
        if (parent != null) {
            parent.addChild(task);
        } else {
            context.applications().ship();
            if ((tick++ & 31) == 0) {
                awaitRoom();
            }
        }
    }

    private void accept(Task task, @Nullable Work parent) {
        admitted(task, parent);
        List<Ref<?>> inputs = Inputs.of(task, context.refs());
        submitted.increment();
        if (inputs.isEmpty()) {
            if (staysHere(task)) {
                if (parent == null) {
                    task.queueUnshared();
                    context.executor().submit(task);
                } else {
                    runHere(task);
                }
                return; // not looked at again: its runner works on it
            }
            place(task, parent == null);
        } else {
            task.awaitInputs(inputs);
        }
        refuseUnsendable(task);
    }

    private static void refuseUnsendable(Task task) {
        if (task.ref().outcome() instanceof Failure(SerializationException e)) {
            throw e;
        }
    }

    /** Hands over a second attempt: to a node, or to this one. */
    void begins(RacingTask second, @Nullable Link link) {
        retried.increment();
        if (link == null) {
            runHere(second);
        } else {
            send(second, link, false);
        }
    }

    /**
     * Holds a submitter back while too much is unfinished; tasks are never held, they would wait
     * for themselves.
     */
    private void awaitRoom() {
        while (context.executor().backlog() + away.size() >= maxPending && ending == null) {
            LockSupport.parkNanos(this, ROOM_NANOS);
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
        }
    }

    /**
     * Inputs were completed by whatever thread: placing may serialise, so network threads hand it
     * over.
     */
    void inputsComplete(Task task) {
        if (LocalExecutor.Frame.current() != null) {
            task.inputsComplete();
        } else {
            dispatcher.execute(task::inputsComplete);
        }
    }

    /** Fails it outside of what made it fail: a chain of tasks may be long. */
    void failLater(Task task, WickException error) {
        dispatcher.execute(() -> task.fail(error));
    }

    /** Runs another attempt. */
    void again(Task task) {
        task.attempt++;
        task.away = null;
        retried.increment();
        dispatcher.execute(task::inputsComplete);
    }

    /**
     * Chooses a node and hands the task to it; the phase is WAITING.
     *
     * @param mayBlock whether this is a thread of the user's, which may wait for the network
     */
    void place(Task task, boolean mayBlock) {
        if (hasEnded(task)) {
            return;
        }
        if (staysHere(task)) {
            runHere(task);
            return;
        }
        if (task.options.placement() instanceof Placement.InGroup in) {
            placeInGroup(task, in, mayBlock);
            return;
        }
        Link chosen = placing.chosenLink(task);
        if (chosen != null) {
            send(task, chosen, mayBlock);
            return;
        }
        switch (placing.decide(task)) {
            case Placer.Decision.Infeasible(String reason) -> {
                if (task.move(Work.WAITING, Work.FINISHED)) {
                    task.fail(
                            new InfeasibleException(
                                    "Task '" + task.name() + "' can never run: " + reason + "."));
                }
            }
            case Placer.Decision.Place(UUID node) -> {
                Link link = node.equals(context.local()) ? null : members.link(node);
                if (link != null) {
                    send(task, link, mayBlock);
                } else if (worker && node.equals(context.local())) {
                    runHere(task);
                } else {
                    dispatcher.execute(() -> place(task, false));
                }
            }
        }
    }

    /** What the placer says to it. */
    public Placer.Decision decide(Task task) {
        return placing.decide(task);
    }

    /** Hands the task to the node of its bundle, or waits until that is known. */
    private void placeInGroup(Task task, Placement.InGroup in, boolean mayBlock) {
        UUID node = context.groups().node(in);
        if (node == null) {
            context.groups()
                    .whenPlaced(
                            in,
                            where -> {
                                switch (where) {
                                    case Where.At _ -> dispatcher.execute(() -> place(task, false));
                                    case Where.Gone(WickException error) -> {
                                        if (task.move(Work.WAITING, Work.FINISHED)) {
                                            task.fail(error);
                                        }
                                    }
                                }
                            });
            return;
        }
        LocalExecutor bundle = executorOf(task);
        Link link = members.link(node);
        if (node.equals(context.local()) && bundle != null) {
            if (task.move(Work.WAITING, Work.QUEUED)) {
                bundle.submit(task);
            }
        } else if (link != null) {
            send(task, link, mayBlock);
        } else { // it has just gone, which this node is about to hear
            context.groups().forget(in.group().id());
            pauses.pause(task, () -> dispatcher.execute(() -> place(task, false)));
            var unused = hasEnded(task);
        }
    }

    /** Ends a task that the end of this engine may not have found. */
    private boolean hasEnded(Task task) {
        Ending ended = ending;
        if (ended != null) {
            task.abandon(unfinished(ended));
        }
        return ended != null;
    }

    private static WickException unfinished(Ending reason) {
        return reason.unfinished("this task had finished");
    }

    /** Drops a cancelled task that is queued here. */
    void forgetQueued(Task task) {
        LocalExecutor executor = executorOf(task);
        if (executor != null) {
            executor.forget(task);
        }
    }

    /** What runs it on this node; null when that is a bundle which is not here any more. */
    private @Nullable LocalExecutor executorOf(Task task) {
        return task.options.placement() instanceof Placement.InGroup(var group, int bundle)
                ? context.groups().executor(group.id(), bundle)
                : context.executor();
    }

    /** Ends what is queued or runs in a bundle that is gone. */
    public static void end(Work work, WickException error) {
        switch (work) {
            case Task task -> task.end(error);
            case HostedTask task -> task.end(error);
            default -> work.abandon();
        }
    }

    /** Whether it may run anywhere, and this node has not too much to do. */
    private boolean staysHere(Task task) {
        TaskOptions options = task.options;
        return oneCpuFits
                && options.placement() == Placement.AUTO
                && options.resources() == Resources.ONE_CPU
                && !task.isSuspect()
                && (alone
                        || task.inputs().isEmpty()
                                && context.executor().load() < Placer.LOCAL_PREFERENCE);
    }

    private void runHere(Task task) {
        if (task.move(Work.WAITING, Work.QUEUED)) {
            context.executor().submit(task);
        }
    }

    /** Gives a task a number that is larger than those given before, unless it has one. */
    public void number(Task task) {
        if (task.id == 0) {
            task.id = ids.incrementAndGet();
        }
    }

    /** Sends a task, which is WAITING, to a node; it is AWAY then, or failed. */
    public void send(Task task, Link link, boolean mayBlock) {
        boolean direct = mayBlock && link.outstanding().get() == 0;
        number(task);
        ByteWriter encoded;
        try {
            encoded = Submission.encodeValues(task, link, context);
        } catch (RuntimeException e) {
            if (task.move(Work.WAITING, Work.FINISHED)) {
                task.fail(unsendable(task, e));
            }
            return;
        }
        task.away = link;
        boolean wanted = task.move(Work.WAITING, Work.AWAY);
        if (!wanted && encoded == null) {
            return;
        }
        task.asks = task.asksToBegin();
        away.add(task);
        link.outstanding().incrementAndGet();
        long function = task.shape.descriptor(task.fn).id();
        boolean sent =
                link.outbox()
                        .append(
                                out -> {
                                    if (link.firstUse(function)) {
                                        out.byte1(Op.DEFINE.code());
                                        task.shape.descriptor(task.fn).write(out);
                                    }
                                    Submission.write(out, task, encoded);
                                },
                                direct);
        if (!sent) {
            nodeLost(task, link);
        } else if (hasEnded(task)) {
            away.remove(task);
        } else if (task.phase() == Work.CANCELLED) {
            cancelAway(task); // sent all the same, so that the refs in it are counted and returned
        }
    }

    private static WickException unsendable(Task task, RuntimeException e) {
        return e instanceof WickException known
                ? known
                : new SerializationException(task + " cannot be sent: " + e, e);
    }

    /** An attempt's node is gone. */
    private void nodeLost(Task task, Link link) {
        Suspicion.Loss loss = away.lost(task);
        if (loss != null) {
            link.outstanding().decrementAndGet(); // the node may live, and only messages be lost
            boolean began = loss != Suspicion.Loss.NOT_BEGUN;
            task.lost(link, began && link.isBlameless() ? Suspicion.Loss.NODE_LEFT : loss);
        }
    }

    /** Tells the node of a cancelled task. */
    void cancelAway(Task task) {
        Link link = task.away;
        if (link != null && away.remove(task)) {
            link.outstanding().decrementAndGet();
            var unused =
                    link.outbox()
                            .append(
                                    out -> {
                                        out.byte1(Op.CANCEL.code());
                                        out.varlong(task.id);
                                        out.varint(task.attempt);
                                    },
                                    false);
        }
    }

    /** Tells the producer of a stream on another node how far it may run. */
    void sendCredit(Task task, long limit) {
        Link link = task.away;
        if (link != null && task.phase() == Work.AWAY) {
            var unused =
                    link.outbox()
                            .append(
                                    out -> {
                                        out.byte1(Op.CREDIT.code());
                                        out.varlong(task.id);
                                        out.varlong(limit);
                                    },
                                    true);
        }
    }

    void finished() {
        finished.increment();
    }

    /** Makes a lost result again; false when this node cannot. */
    public boolean rebuild(Ref<?> ref, StoredObject lost) {
        if (!(ref.producer() instanceof Task task) || !task.mayRunAgain()) {
            return false;
        }
        if (ref.replace(lost, null)) {
            if (task.move(Work.FINISHED, Work.WAITING)) {
                task.madeAgain();
                submitted.increment();
                again(task);
            }
        }
        return true;
    }

    /** An attempt's outcomes came. */
    public void done(Link from, ByteReader in) {
        long id = in.varlong();
        int attempt = in.varint();
        var outcomes = new Object[in.count(1)];
        for (int i = 0; i < outcomes.length; i++) {
            outcomes[i] = context.outcomes().read(in, new Sender(from.id()));
        }
        from.reported(in.varlong(), in.varlong());
        Task task = away.claim(from, id, attempt);
        if (task == null || !task.move(Work.AWAY, Work.FINISHED)) {
            context.outcomes().discard(outcomes);
            return;
        }
        boolean streamed = task.stream() != null;
        for (Object outcome : outcomes) {
            if (outcome instanceof StoredObject stored && !streamed) {
                context.store().own(stored);
            }
        }
        task.complete(outcomes);
    }

    /** An attempt failed. */
    public void failed(Link from, ByteReader in) {
        long id = in.varlong();
        int attempt = in.varint();
        boolean neverRan = in.bool();
        Failure failure = context.outcomes().readFailure(in, new Sender(from.id()));
        Task task = away.claim(from, id, attempt);
        if (task == null) {
            return;
        }
        Throwable thrown = failure.error().getCause();
        var kind = neverRan ? RetryPolicy.Failure.NOT_STARTED : RetryPolicy.Failure.THREW;
        boolean retry =
                RetryPolicy.decide(
                                kind,
                                task.suspicion().counted(attempt),
                                task.isRetryable(thrown),
                                task.options)
                        == RetryPolicy.Decision.RETRY;
        if (neverRan) {
            task.suspect(task.suspicion().notCounting(1));
            from.forgetFunctions();
            if (task.options.placement() instanceof Placement.InGroup placed) {
                context.groups().forget(placed.group().id());
            }
        }
        if (retry) {
            if (task.move(Work.AWAY, Work.WAITING)) {
                again(task);
            }
        } else if (task.move(Work.AWAY, Work.FINISHED)) {
            task.failedAway(failure.error());
        }
    }

    /** Takes back a task that a node says has not run; null when it is not there any more. */
    public @Nullable Task takeBack(Link from, long id, int attempt) {
        return away.claim(from, id, attempt);
    }

    /** Takes back a task from a node that is not to be trusted; false when it is not there. */
    public boolean takeBack(Link from, Task task) {
        return away.claim(from, task.id, task.attempt) == task;
    }

    /** The tasks that are on another node now. */
    public Collection<Task> away() {
        return away.all();
    }

    /** A suspect asks whether it may begin. */
    public void asksToBegin(Link from, ByteReader in) {
        away.asks(from, in);
    }

    /** One result of a stream came. */
    public void item(Link from, ByteReader in) {
        long id = in.varlong();
        int attempt = in.varint();
        long number = in.varlong();
        Object outcome = context.outcomes().read(in, new Sender(from.id()));
        if (outcome instanceof StoredObject stored) {
            context.store().own(stored);
        }
        Task task = away.find(from, id, attempt);
        var stream = task == null ? null : task.stream();
        if (stream != null) {
            stream.accept(number, outcome);
        }
    }

    /** A node left, or its messages are lost: its tasks go elsewhere. */
    public void left(Link link) {
        away.left(link, task -> dispatcher.execute(() -> nodeLost(task, link)));
    }

    /** Fails all that is unfinished. */
    public void close(Ending reason) {
        ending = reason;
        WickException error = unfinished(reason);
        Consumer<Work> abandon =
                work -> {
                    switch (work) {
                        case Task task -> task.abandon(error);
                        case HostedTask task -> task.nodeCloses();
                        default -> work.abandon();
                    }
                };
        context.groups().close(reason, abandon);
        context.executor().close(abandon);
        away.takeAll().forEach(task -> task.abandon(error));
        pauses.takeAll().forEach(task -> task.abandon(error));
    }
}
