package io.wick.ignite.internal.actor;

import io.wick.Placement;
import io.wick.Resources;
import io.wick.actor.Mailbox;
import io.wick.error.ActorDeadException;
import io.wick.error.ActorRestartingException;
import io.wick.error.WickException;
import io.wick.group.GroupId;
import io.wick.ignite.internal.cluster.Link;
import io.wick.ignite.internal.codec.ByteReader;
import io.wick.ignite.internal.exec.Hold;
import io.wick.ignite.internal.exec.LocalExecutor;
import io.wick.ignite.internal.exec.Work;
import io.wick.ignite.internal.object.Ending;
import io.wick.ignite.internal.task.Submission;
import io.wick.ignite.internal.task.TaskHost;
import io.wick.ignite.internal.wire.Op;
import io.wick.internal.actor.Place;
import io.wick.internal.actor.RouteMachine;
import io.wick.internal.actor.Whereabouts;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The lives of actors on this node. Calls come on network threads and on threads of callers here;
 * nothing blocks them, but for the directory being told of an end, which is done elsewhere then.
 */
final class ActorHost {
    /** How long a call waits for the life it is for to begin: as long as its route has patience. */
    private static final long EARLY_NANOS = RouteMachine.PATIENCE_NANOS;

    private final TaskHost tasks;
    private final Directory directory;
    private final Executor callbacks;
    private final ConcurrentHashMap<UUID, LiveActor> live = new ConcurrentHashMap<>();
    private final LastWords lastWords = new LastWords();
    private final EarlyCalls early = new EarlyCalls();
    private final ActorThreads threads;
    private volatile boolean closed;

    ActorHost(TaskHost tasks, Directory directory, Executor callbacks) {
        this.tasks = tasks;
        this.threads = new ActorThreads(tasks.context().executor());
        this.directory = directory;
        this.callbacks = callbacks;
    }

    Directory directory() {
        return directory;
    }

    LocalExecutor executor() {
        return tasks.context().executor();
    }

    ActorThreads threads() {
        return threads;
    }

    UUID local() {
        return tasks.context().local();
    }

    ScheduledFuture<?> later(Runnable action, long nanos) {
        return tasks.context().timer().schedule(action, nanos, TimeUnit.NANOSECONDS);
    }

    ScheduledFuture<?> every(Runnable action, long nanos) {
        return tasks.context()
                .timer()
                .scheduleWithFixedDelay(action, nanos, nanos, TimeUnit.NANOSECONDS);
    }

    @Nullable LiveActor find(UUID actor) {
        return live.get(actor);
    }

    List<Activation> all() {
        return new ArrayList<>(live.values());
    }

    /** How many live here. */
    int count() {
        return live.size();
    }

    // Lives begin and end.

    /** Begins a life that this node asked for. */
    void start(Start start, StartTask task) {
        Placement.InGroup in = ActorPlaces.bundle(start);
        GroupId group = in == null ? null : in.group().id();
        LocalExecutor from = source(group, in == null ? 0 : in.bundle());
        LiveActor actor = from == null ? null : enter(start);
        if (from == null || actor == null) {
            task.die(from == null ? declined(start) : tooLate(start));
            return;
        }
        if (task.queueHere(actor)) {
            run(task, actor, from, group);
        }
        release(start.profile().id());
    }

    /** A life is to begin here. */
    void started(Link sender, ByteReader in) {
        StartHeader header = StartHeader.read(in);
        Submission submission = tasks.read(sender, in);
        var start =
                new Start(
                        ActorProfile.of(header.actor(), header.options(), header.recorded()),
                        header.incarnation(),
                        header.options(),
                        header.owner(),
                        LiveActor.MADE,
                        submission.application());
        LocalExecutor from = source(submission.group(), submission.bundle());
        LiveActor actor = from == null ? null : enter(start);
        if (from == null || actor == null) {
            new HostedStart(tasks, sender, submission, new LiveActor(this, start))
                    .die(from == null ? declined(start) : tooLate(start));
            return;
        }
        var work = new HostedStart(tasks, sender, submission, actor);
        tasks.host(work);
        if (work.move(Work.WAITING, Work.QUEUED)) {
            run(work, actor, from, submission.group());
        }
        release(header.actor());
    }

    private static WickException tooLate(Start start) {
        return new ActorDeadException(
                start.profile().shown(),
                "It was ended before it began, or another life of it is here",
                null);
    }

    /** What a life takes its resources from: the node, or a bundle; null when that is not here. */
    private @Nullable LocalExecutor source(@Nullable GroupId group, int bundle) {
        return group == null ? executor() : tasks.context().groups().executor(group, bundle);
    }

    /** Its bundle is not here, or not any more: the life is to begin where that is. */
    private WickException declined(Start start) {
        UUID id = start.profile().id();
        lastWords.remember(id, new Whereabouts.At(Place.unknown(local())));
        release(id);
        callbacks.execute(() -> directory.declined(start));
        return new ActorRestartingException(
                start.profile().shown(), "Its bundle is not on node " + local(), null);
    }

    /**
     * Runs a start, once the node, or the bundle, has what the actor holds as long as it lives. In
     * a bundle it holds something even when that is nothing, so as to end with it.
     */
    private void run(
            ActorWork start, LiveActor actor, LocalExecutor from, @Nullable GroupId group) {
        Resources asked = actor.start().options().resources();
        Runnable begin = () -> threads.run(start.work());
        if (group == null && asked.equals(Resources.NONE)) {
            begin.run();
            return;
        }
        actor.waits(start);
        // a node that closes ends its actors by itself
        Runnable closing = group == null ? () -> {} : () -> groupEnded(actor, group);
        Hold hold = from.hold(asked, begin, closing);
        actor.holds(() -> from.release(hold));
    }

    private void groupEnded(LiveActor actor, GroupId group) {
        WickException why = tasks.context().groups().ended(group);
        if (why != null) {
            actor.kill(ActorPlaces.groupGone(actor.profile(), why), true);
        }
    }

    private @Nullable LiveActor enter(Start start) {
        UUID id = start.profile().id();
        if (closed || start.incarnation() == 1 && lastWords.of(id) instanceof Whereabouts.Dead) {
            return null;
        }
        var actor = new LiveActor(this, start);
        LiveActor before = live.get(id);
        if (before != null && before.start().incarnation() >= start.incarnation()) {
            return null;
        }
        lastWords.forget(id);
        live.put(id, actor);
        if (before != null) {
            before.kill(
                    new ActorDeadException(
                            start.profile().shown(), "A newer life of it has begun", null),
                    false);
        }
        return actor;
    }

    /** A life has ended. */
    void ended(LiveActor actor, WickException cause, boolean tellDirectory) {
        actor.letGo();
        UUID id = actor.profile().id();
        boolean isFenced = !tellDirectory && actor.isRecorded();
        if (live.remove(id, actor) && !isFenced) {
            lastWords.remember(id, new Whereabouts.Dead(cause));
        }
        if (tellDirectory && !closed) {
            if (LocalExecutor.Frame.current() != null) {
                directory.ended(actor.start(), cause);
            } else {
                callbacks.execute(() -> directory.ended(actor.start(), cause));
            }
        }
    }

    /** A life goes on elsewhere. */
    void moved(LiveActor actor, Place to) {
        actor.letGo();
        UUID id = actor.profile().id();
        lastWords.remember(id, new Whereabouts.At(to));
        live.remove(id, actor);
    }

    /** An actor is to end, if it lives here or is about to. */
    void kill(UUID id, WickException cause) {
        LiveActor actor = live.get(id);
        if (actor != null) {
            actor.kill(cause, true);
        } else if (lastWords.of(id) == null) {
            lastWords.remember(id, new Whereabouts.Dead(cause));
            release(id);
        }
    }

    /** A node left: actors that it made, and that are not detached, end. */
    void left(UUID node) {
        for (LiveActor actor : live.values()) {
            Start start = actor.start();
            if (start.owner().equals(node) && !start.options().detached()) {
                actor.kill(
                        new ActorDeadException(
                                start.profile().shown(),
                                "Node "
                                        + node
                                        + ", which made it, has left. Make it detached() to have"
                                        + " it live on",
                                null),
                        true);
            }
        }
    }

    /** This node takes no part any more: all end. */
    void close(Ending reason) {
        closed = true;
        WickException closing = reason.unfinished("this call had ended");
        for (LiveActor actor : List.copyOf(live.values())) {
            boolean mayLiveOn = actor.profile().recorded() || reason.isApart();
            actor.kill(
                    mayLiveOn
                            ? closing
                            : new ActorDeadException(
                                    actor.profile().shown(), "Its node was closed", closing),
                    false);
        }
    }

    // Calls.

    /** A call came from another node. */
    void called(Link from, ByteReader in) {
        CallHeader header = CallHeader.read(in);
        var call = new HostedCall(tasks, from, tasks.read(from, in), header, this);
        tasks.host(call);
        call.queueUnshared();
        deliver(new EarlyCalls.Early(call, header.incarnation(), header.group()), header.actor());
    }

    /** A call of this node, to an actor that was not here when its route was asked. */
    void deliver(ActorCall call) {
        Place place = call.route().place();
        if (call.move(Work.WAITING, Work.QUEUED)) {
            deliver(
                    new EarlyCalls.Early(call, place.incarnation(), call.group()),
                    call.route().profile().id());
        }
    }

    private void deliver(EarlyCalls.Early call, UUID id) {
        LiveActor actor = live.get(id);
        if (actor != null && actor.start().incarnation() >= call.incarnation() && early.isEmpty()) {
            offer(call, actor);
            return;
        }
        synchronized (early) {
            boolean isFirst = early.add(id, call); // counted before who begins is looked for again
            handOn(id);
            if (isFirst && !early.of(id).isEmpty()) {
                var unused = later(() -> bounceEarly(id), EARLY_NANOS);
            }
        }
    }

    /** Hands a call on, if it is known what to do with it. */
    private boolean settle(EarlyCalls.Early call, UUID id) {
        LiveActor actor = live.get(id);
        if (actor != null && actor.start().incarnation() >= call.incarnation()) {
            offer(call, actor);
            return true;
        }
        return switch (lastWords.of(id)) {
            case Whereabouts.Dead(WickException cause) -> {
                call.work().die(cause);
                yield true;
            }
            case Whereabouts.At(Place to) when to.isUnknown() -> {
                call.work().bounce(null);
                yield true;
            }
            case Whereabouts.At(Place to) when to.incarnation() > call.incarnation() -> {
                call.work().bounce(to);
                yield true;
            }
            case null, default -> false;
        };
    }

    private void offer(EarlyCalls.Early call, LiveActor actor) {
        if (actor.start().incarnation() > call.incarnation()) {
            call.work().bounce(actor.place());
            return;
        }
        switch (call.work()) {
            case HostedCall hosted -> hosted.target(actor);
            case ActorCall own -> own.target(actor);
            default -> {}
        }
        Mailbox mailbox = actor.profile().mailbox();
        boolean refuses = mailbox.overflow() == Mailbox.Overflow.REFUSE;
        switch (actor.offer(call.work(), call.group(), refuses)) {
            case TAKEN -> {}
            case FULL -> call.work().die(Route.full(actor.profile()));
            case CLOSED -> actor.refuse(call.work());
        }
    }

    /** Those who waited for a life to begin, or to be known as ended, go on. */
    private void release(UUID id) {
        if (early.isEmpty()) {
            return;
        }
        synchronized (early) {
            handOn(id);
        }
    }

    /** Hands calls on, in order, as far as it is known what to do with them; early is held. */
    private void handOn(UUID id) {
        List<EarlyCalls.Early> calls = early.of(id);
        int settled = 0;
        while (settled < calls.size() && settle(calls.get(settled), id)) {
            settled++;
        }
        if (settled == calls.size()) {
            early.remove(id);
        } else {
            calls.subList(0, settled).clear();
        }
    }

    private void bounceEarly(UUID id) {
        synchronized (early) {
            List<EarlyCalls.Early> calls = early.of(id);
            early.remove(id);
            calls.forEach(call -> call.work().bounce(null));
        }
    }

    /** Gives a call back to the node it came from. */
    void sendBounced(HostedCall call, @Nullable Place to) {
        var unused =
                call.owner()
                        .outbox()
                        .append(
                                out -> {
                                    out.byte1(Op.ACTOR_BOUNCED.code());
                                    out.varlong(call.submission().id());
                                    out.varint(call.submission().attempt());
                                    out.bool(to != null);
                                    if (to != null) {
                                        out.uuid(to.node());
                                        out.varint(to.incarnation());
                                    }
                                },
                                false);
    }
}
