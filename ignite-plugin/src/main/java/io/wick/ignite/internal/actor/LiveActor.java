package io.wick.ignite.internal.actor;

import io.wick.Action1;
import io.wick.Fn0;
import io.wick.actor.Checkpointable;
import io.wick.actor.Checkpoints;
import io.wick.error.ActorDeadException;
import io.wick.error.ActorRestartingException;
import io.wick.error.DisconnectedException;
import io.wick.error.WickException;
import io.wick.ignite.internal.exec.LocalExecutor;
import io.wick.ignite.internal.object.Errors;
import io.wick.internal.actor.Place;
import io.wick.spi.TaskCall;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/**
 * One life of an actor on this node: its state, its mailboxes, and how it ends.
 *
 * <p>Any thread offers work. Drains, on threads of the executor, run it; there is at most one per
 * mailbox whose calls run one by one. {@code signal} is null while it lives, and then only goes
 * forward; drains look at it between calls. The last drain to leave after a signal does what it
 * asks for, so that the end of a life never overlaps with a call. Only {@link #kill} does not wait.
 */
final class LiveActor implements Activation {
    /** A keeper looks at least after so many calls, however many more wait. */
    private static final int LOOK = 128;

    private static final Signal STOPPING = new Signal.Stopping();
    private static final Signal EXITING = new Signal.Exiting();
    private static final VarHandle SIGNAL;

    static {
        try {
            SIGNAL = MethodHandles.lookup().findVarHandle(LiveActor.class, "signal", Signal.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Stands for the constructor of a life that does not need it any more. */
    static final TaskCall MADE = new TaskCall((Fn0<String>) () -> "");

    private final ActorHost host;
    private volatile Start start;
    private final Box main;
    private final Map<String, Box> groups;
    private final boolean grouped;

    /** Set by the start, before any call runs. */
    private @Nullable Object state;

    private Keeper keeper = Keeper.NONE;

    /** Whether replies wait; written by the thread that runs calls. */
    private boolean holding;

    private @Nullable HeldReplies held;
    private int unchecked;

    /** The start while it runs. */
    private volatile @Nullable ActorWork starting;

    private volatile @Nullable Signal signal;

    /** Drains at work, the start among them; guarded by this. */
    private int busy = 1;

    private @Nullable Timers timers;

    /** Gives back what it holds of its node's resources, or of a bundle's; guarded by this. */
    private @Nullable Runnable giveBack;

    LiveActor(ActorHost host, Start start) {
        this.host = host;
        this.start = start;
        int capacity = start.profile().mailbox().capacity();
        main = Box.of(this, capacity, start.options().concurrency());
        grouped = !start.options().groups().isEmpty();
        if (!grouped) {
            groups = Map.of();
        } else {
            groups = new TreeMap<>();
            start.options()
                    .groups()
                    .forEach((name, most) -> groups.put(name, Box.of(this, capacity, most)));
        }
    }

    ActorHost host() {
        return host;
    }

    @Override
    public Start start() {
        return start;
    }

    /** Whether only one call runs at a time. */
    boolean isSerial() {
        return main instanceof SerialBox && groups.isEmpty();
    }

    /** Whether the directory has a record of it. */
    boolean isRecorded() {
        return start.profile().recorded() || start.incarnation() > 1;
    }

    ActorProfile profile() {
        return start.profile();
    }

    Place place() {
        return new Place(host.local(), start.incarnation());
    }

    @Override
    public String toString() {
        return "actor '" + profile().shown() + "'";
    }

    @Override
    public int waiting() {
        int waiting = main.waiting();
        for (Box box : groups.values()) {
            waiting += box.waiting();
        }
        return waiting;
    }

    // Mailboxes: any thread.

    /** Adds a call to a group, null for the default one. */
    Box.Offer offer(ActorWork work, @Nullable String group, boolean bounded) {
        if (signal != null) {
            return Box.Offer.CLOSED;
        }
        return bounded && grouped ? offerShared(work, box(group)) : box(group).offer(work, bounded);
    }

    /** Groups share the capacity: one call after the other looks whether there is room. */
    private Box.Offer offerShared(ActorWork work, Box box) {
        synchronized (groups) {
            boolean room = waiting() < profile().mailbox().capacity();
            return room ? box.offer(work, false) : Box.Offer.FULL;
        }
    }

    /** Fails or gives back a call that found the mailbox closed. */
    void refuse(ActorWork work) {
        switch (signal) {
            case Signal.Dead(WickException cause) -> work.die(cause);
            case Signal.Leaving _ -> work.bounce(null);
            case null, default ->
                    work.die(
                            new ActorDeadException(
                                    profile().shown(), "It is ending. Make another", null));
        }
    }

    /** Adds something of its own, whatever else waits. */
    Box.Offer post(ActorWork work) {
        return main.offer(work, false);
    }

    private Box box(@Nullable String group) {
        if (group == null) {
            return main;
        }
        Box box = groups.get(group);
        return box == null ? main : box;
    }

    /** A mailbox has something and nobody who runs it. */
    void startDrain(Box box) {
        synchronized (this) {
            if (isInterrupted()) {
                return; // whoever signalled takes what waits
            }
            busy++;
        }
        host.threads().run(new Drain(this, box));
    }

    // What it holds: from before its start until it has ended.

    /** The start waits for what the actor is to hold: it ends with the actor. */
    void waits(ActorWork start) {
        starting = start;
    }

    /**
     * It holds something, or waits for it, until {@link #letGo}.
     *
     * @param release gives it back
     */
    void holds(Runnable release) {
        boolean over;
        synchronized (this) {
            over = signal instanceof Signal.Dead;
            giveBack = over ? null : release;
        }
        if (over) {
            release.run();
        }
    }

    /** Gives back what it holds; it has ended, or has moved. */
    void letGo() {
        Runnable given;
        synchronized (this) {
            given = giveBack;
            giveBack = null;
        }
        if (given != null) {
            given.run();
        }
    }

    // The start, and drains: threads of the executor.

    /**
     * Begins the life: takes what an earlier one kept, or runs the constructor. A throw ends it.
     */
    void begin(ActorWork work, TaskCall constructor, Callable<@Nullable Object> run)
            throws Exception {
        starting = work;
        if (signal instanceof Signal.Dead(WickException cause)) {
            throw cause;
        }
        if (isRecorded()) {
            keeper = host.directory().open(start);
        }
        holding = keeper.holdsReplies();
        Keeper.Kept kept = keeper.kept();
        Object made = kept != null && kept.whole() ? kept.value() : run.call();
        if (made == null) {
            throw new NullPointerException("The constructor of " + this + " gave null");
        }
        if (kept != null && !kept.whole()) {
            restore(made, kept.value());
        }
        state = made;
        start = start.begun(made instanceof Checkpointable ? constructor : MADE);
        if (isRecorded()) {
            host.directory().started(start);
        }
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // what was kept may be null
    private void restore(Object made, @Nullable Object value) {
        if (!(made instanceof Checkpointable<?> checkpointable)) {
            throw new IllegalStateException(
                    made.getClass().getName()
                            + " was kept as a Checkpointable and is none now. Keep the class as it"
                            + " was, or kill the actor and make it anew.");
        }
        ((Checkpointable<@Nullable Object>) checkpointable).restore(value);
    }

    /** Runs what waits, as the last part of the start; on its frame. */
    void open(LocalExecutor.Frame frame) {
        starting = null;
        for (Box box : groups.values()) {
            box.open(null); // beside the default group
        }
        main.open(frame);
        leave();
    }

    /** The body of a drain. */
    void drain(Box box, LocalExecutor.Frame frame) {
        box.drain(frame);
        leave();
    }

    /**
     * The state, for a call that has just become RUNNING.
     *
     * @throws WickException when the life has been ended meanwhile
     */
    Object state(ActorWork call) {
        if (signal instanceof Signal.Dead(WickException cause)) {
            call.die(cause);
            throw cause;
        }
        Object now = state;
        if (now == null) {
            throw new IllegalStateException(this + " has no state yet");
        }
        return now;
    }

    /** Whether drains are to leave after the call they run. */
    boolean isInterrupted() {
        Signal now = signal;
        return now != null && now != STOPPING;
    }

    /** Whether replies of calls are to be held; asked on the thread that ran one. */
    boolean holdsReplies() {
        return holding;
    }

    /** Holds a reply back until the next check. */
    synchronized void hold(HeldReplies.Reply reply) {
        var list = held;
        if (list == null) {
            held = list = new HeldReplies();
        }
        list.add(reply);
    }

    @Override
    public Keeper keeper() {
        return keeper;
    }

    /** A drain has run something. */
    void afterCall() {
        if (keeper != Keeper.NONE && ++unchecked >= LOOK && !isInterrupted()) {
            check();
        }
    }

    /** A drain finds nothing more to run at once. */
    void afterBatch() {
        if (unchecked > 0) {
            check();
        }
    }

    private void check() {
        WickException lost = written();
        giveHeld(lost);
    }

    /** Has the keeper write what it wants; gives why what calls did is lost, or null. */
    private @Nullable WickException written() {
        int calls = unchecked;
        unchecked = 0;
        if (signal instanceof Signal.Dead(WickException cause)) {
            return cause;
        }
        if (keeper == Keeper.NONE || state == null) {
            return null;
        }
        WickException cause;
        boolean tell = false;
        try {
            if (keeper.afterCalls(calls, state) == Keeper.Verdict.GO_ON) {
                return null;
            }
            cause =
                    new ActorRestartingException(
                            profile().shown(),
                            "A newer life of it exists, so this one has ended. Call it again",
                            null);
        } catch (DisconnectedException e) {
            cause = e; // others give it its next life
        } catch (RuntimeException e) {
            tell = true;
            cause =
                    new ActorDeadException(
                            profile().shown(),
                            "Its state could not be written: " + Errors.text(e),
                            e);
        }
        kill(cause, tell);
        return cause;
    }

    private void giveHeld(@Nullable WickException instead) {
        HeldReplies replies;
        synchronized (this) {
            replies = held;
            held = null;
        }
        if (replies != null) {
            replies.give(instead);
        }
    }

    /** A drain, or the start, goes; the last one does what has been asked for. */
    void leave() {
        Signal now;
        synchronized (this) {
            busy--;
            now = signal;
            if (busy > 0 || now == null) {
                return;
            }
        }
        act(now);
    }

    private void act(Signal now) {
        switch (now) {
            case Signal.Stopping _, Signal.Exiting _ -> {
                if (now == STOPPING && waiting() > 0) {
                    return; // a drain for it is on its way
                }
                end();
            }
            case Signal.Leaving(Departure departure, Runnable over) -> {
                try {
                    move(departure);
                } finally {
                    over.run();
                }
            }
            case Signal.Dead(WickException cause) -> giveHeld(cause);
        }
    }

    private void move(Departure departure) {
        check();
        if (signal instanceof Signal.Dead) {
            return;
        }
        Place to = departure.moved(state);
        var cause =
                new ActorDeadException(
                        profile().shown(), "Its node left, and it could not move", null);
        if (to == null) {
            kill(cause, false);
            return;
        }
        host.moved(this, to);
        var left = new ArrayList<>(main.close());
        groups.values().forEach(box -> left.addAll(box.close()));
        stopTimers();
        left.forEach(work -> work.bounce(to));
    }

    // How it ends.

    /** Ends after this call; called by it. */
    void exit() {
        holding = true; // replies of this call tell that it has ended
        raise(EXITING);
    }

    /** Ends after the calls that have come; called by a call. */
    void stop() {
        if (groups.isEmpty()) {
            exit();
            return;
        }
        holding = true;
        raise(STOPPING);
    }

    private boolean raise(Signal next) {
        while (true) {
            Signal now = signal;
            boolean later =
                    now == null
                            || now instanceof Signal.Stopping && !(next instanceof Signal.Stopping)
                            || now instanceof Signal.Exiting && next instanceof Signal.Dead
                            || now instanceof Signal.Leaving && next instanceof Signal.Dead;
            if (!later) {
                return false;
            }
            if (SIGNAL.compareAndSet(this, now, next)) {
                return true;
            }
        }
    }

    @Override
    public boolean depart(Departure departure, Runnable over) {
        boolean mine;
        synchronized (this) {
            if (!raise(new Signal.Leaving(departure, over))) {
                return false;
            }
            mine = busy == 0;
            if (mine) {
                busy++; // so that the end of what began meanwhile does not act too
            }
        }
        if (mine) {
            host.threads().run(new Drain(this, null));
        }
        return true;
    }

    @Override
    public void kill(WickException cause, boolean tellDirectory) {
        if (raise(new Signal.Dead(cause))) {
            finish(cause, tellDirectory);
        }
    }

    /** Its last calls get their replies when it has ended, unless what they did is lost. */
    private void end() {
        WickException lost = written();
        var cause =
                new ActorDeadException(
                        profile().shown(),
                        "It has ended by itself, or was stopped. Make another",
                        null);
        if (raise(new Signal.Dead(cause))) {
            host.ended(this, cause, isRecorded());
            giveHeld(lost);
            killAll(cause);
        }
    }

    private void killAll(WickException cause) {
        stopTimers();
        ActorWork start = starting;
        if (start != null) {
            start.die(cause);
        }
        main.kill(cause);
        groups.values().forEach(box -> box.kill(cause));
    }

    private void finish(WickException cause, boolean tellDirectory) {
        host.ended(this, cause, tellDirectory && isRecorded());
        killAll(cause);
        boolean alone;
        synchronized (this) {
            alone = busy == 0;
        }
        if (alone) {
            giveHeld(cause);
        }
    }

    private void stopTimers() {
        Timers all;
        synchronized (this) {
            all = timers;
            timers = null;
        }
        if (all != null) {
            all.close();
        }
    }

    // What the actor's own code asks for.

    /** Its timers; made at first use. */
    synchronized Timers timers() {
        Timers all = timers;
        if (all == null) {
            timers = all = new Timers(this);
        }
        return all;
    }

    @Override
    public void checkSoon(long nanos) {
        if (!(start.options().checkpoints() instanceof Checkpoints.None)) {
            Action1<Object> look = state -> unchecked++;
            Runnable ask = () -> post(new OwnWork(this, look, "checkpoint", () -> {}));
            var unused = host.later(ask, nanos);
        }
    }
}
