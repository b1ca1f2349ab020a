package io.wick.ignite.internal.actor;

import io.wick.actor.Mailbox;
import io.wick.error.ActorDeadException;
import io.wick.error.ActorRestartingException;
import io.wick.error.ActorUnavailableException;
import io.wick.error.MailboxFullException;
import io.wick.error.WickException;
import io.wick.ignite.internal.cluster.Link;
import io.wick.ignite.internal.exec.Work;
import io.wick.ignite.internal.object.Ref;
import io.wick.internal.actor.Place;
import io.wick.internal.actor.RouteMachine;
import io.wick.internal.actor.RouteStep;
import io.wick.internal.actor.Whereabouts;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.UUID;
import java.util.function.Function;

/**
 * The calls of this node to one actor. What to do is {@link RouteMachine}'s to decide; this carries
 * it out.
 *
 * <p>The fast way takes no lock: {@code target} says where calls go, and is null while they have to
 * wait. The monitor guards everything else, and is never held while a call is sent, completed or
 * failed. Any thread may call.
 */
final class Route {
    private static final VarHandle SENT;

    static {
        try {
            SENT = MethodHandles.lookup().findVarHandle(Route.class, "sent", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static final int LATER_MILLIS = 200;
    private static final int TICK_MILLIS = 1000;

    private final Routes routes;
    private final ActorProfile profile;
    private final RouteMachine machine;

    /** A {@link LiveActor}, a {@link Link}, or this node's {@link ActorHost}; null: calls wait. */
    private volatile @Nullable Object target;

    private @Nullable WickException dead;

    /** Calls sent to another node that are not accounted for. */
    @SuppressWarnings("unused")
    private volatile int sent;

    /** Callers with a line; read without the monitor. */
    private volatile int lineCount;

    private @Nullable Map<Object, Line> lines;

    /** Calls that wait to be sent for the first time. */
    private @Nullable ArrayDeque<ActorCall> waiting;

    /** Calls that came back, by number. */
    private @Nullable PriorityQueue<ActorCall> returned;

    private boolean flushing;
    private boolean held;
    private boolean ticking;

    /** Made at first use; guarded by the machine's monitor. */
    private @Nullable Unconfirmed unconfirmed;

    Route(Routes routes, ActorProfile profile, Place place) {
        this.routes = routes;
        this.profile = profile;
        this.machine = new RouteMachine(place);
    }

    ActorProfile profile() {
        return profile;
    }

    /** The newest place that is known. */
    synchronized Place place() {
        return machine.place();
    }

    /** Why no call will run any more; null while it is not known to be dead. */
    synchronized @Nullable WickException dead() {
        return dead;
    }

    // Calls on their way: callers' threads, and who completes inputs.

    /** Takes a new call. */
    void take(ActorCall call, @Nullable Work caller) {
        List<Ref<?>> inputs = routes.owner().admit(call, caller);
        if (inputs.isEmpty() && lineCount == 0) {
            dispatch(call, caller == null, true);
            return;
        }
        Line line;
        synchronized (this) {
            line = inputs.isEmpty() ? existing(caller) : lineOf(caller);
            if (line != null) {
                line.add(call);
            }
        }
        if (line == null) {
            dispatch(call, caller == null, true);
            return;
        }
        call.waitIn(line, inputs);
        if (call.isDone()) {
            line.advance(); // it was cancelled before it knew its line
        }
    }

    private @Nullable Line existing(@Nullable Work caller) {
        return lines == null ? null : lines.get(caller == null ? Thread.currentThread() : caller);
    }

    private Line lineOf(@Nullable Work caller) {
        var all = lines;
        if (all == null) {
            lines = all = new HashMap<>(4);
        }
        Object key = caller == null ? Thread.currentThread() : caller;
        Line line = all.computeIfAbsent(key, who -> new Line(this, who));
        lineCount = all.size();
        return line;
    }

    /** A line is empty; the monitor is held. */
    void drop(Line line) {
        if (lines != null && lines.remove(line.caller(), line)) {
            lineCount = lines.size();
        }
    }

    /**
     * Sends a call that is WAITING, or has it wait until it is known where to.
     *
     * @param direct whether the calling thread may wait for the network
     * @param mayWait whether it may wait for room in the mailbox
     */
    void dispatch(ActorCall call, boolean direct, boolean mayWait) {
        call.accountedFor(); // when it is sent once more
        Object to = target;
        if (mayWait && !(to instanceof LiveActor) && !awaitRoom(call)) {
            return;
        }
        if (to == null) {
            WickException cause;
            synchronized (this) {
                to = target;
                cause = dead;
                if (to == null && cause == null) {
                    if (!mayWait || hasRoomToWait()) {
                        addWaiting(call);
                        return;
                    }
                    cause = full(profile);
                }
            }
            if (to == null) {
                call.die(again(cause));
                return;
            }
        }
        deliver(call, to, direct, mayWait);
    }

    private void addWaiting(ActorCall call) {
        if (waiting == null) {
            waiting = new ArrayDeque<>();
        }
        waiting.add(call);
    }

    /** Whether one more may wait here; those that may be held back have been. */
    private boolean hasRoomToWait() {
        Mailbox mailbox = profile.mailbox();
        return waiting == null
                || mailbox.overflow() == Mailbox.Overflow.WAIT
                || waiting.size() < mailbox.capacity();
    }

    private void deliver(ActorCall call, Object to, boolean direct, boolean mayWait) {
        switch (to) {
            case LiveActor actor -> deliverHere(call, actor, mayWait);
            case Link link -> send(call, link, direct);
            default -> routes.host().deliver(call);
        }
    }

    private void deliverHere(ActorCall call, LiveActor actor, boolean mayWait) {
        if (!call.queueFor(actor)) {
            return;
        }
        boolean refuses = profile.mailbox().overflow() == Mailbox.Overflow.REFUSE;
        boolean bounded = refuses || mayWait && !routes.runsIn(actor);
        Box.Offer offer = actor.offer(call, call.group(), bounded);
        if (offer == Box.Offer.FULL && !refuses) {
            Box.Offer[] last = {offer};
            Room.await(
                    call,
                    () -> {
                        last[0] = actor.offer(call, call.group(), true);
                        return last[0] != Box.Offer.FULL;
                    });
            offer = call.isDone() && last[0] == Box.Offer.FULL ? Box.Offer.TAKEN : last[0];
        }
        switch (offer) {
            case TAKEN -> {}
            case FULL -> call.die(full(profile));
            case CLOSED -> actor.refuse(call);
        }
    }

    static MailboxFullException full(ActorProfile profile) {
        return new MailboxFullException(
                profile.shown(),
                "Its mailbox has "
                        + profile.mailbox().capacity()
                        + " calls, and refuses more. Slow down, or make it with"
                        + " mailbox(.., Mailbox.Overflow.WAIT)",
                null);
    }

    private void send(ActorCall call, Link link, boolean direct) {
        Place to = placeOf(link);
        if (to == null) {
            synchronized (this) {
                returned(call);
            }
            flush();
            return;
        }
        call.sendTo(to);
        SENT.getAndAdd(this, 1);
        if (call.isRetried() && profile.appliesOnce()) {
            unconfirmed().number(call, routes.owner());
        }
        routes.owner().send(call, link, direct);
        if (call.isDone()) {
            call.accountedFor(); // cancelled before it knew where it was sent
        }
    }

    private @Nullable Place placeOf(Link link) {
        Place to = machine.current();
        return to.node().equals(link.id()) ? to : null;
    }

    /** The calls of this route that are applied once and wait for their replies. */
    Unconfirmed unconfirmed() {
        synchronized (machine) {
            Unconfirmed known = unconfirmed;
            if (known == null) {
                unconfirmed = known = new Unconfirmed();
            }
            return known;
        }
    }

    /** Waits until this node has fewer calls under way than the mailbox holds; false: it failed. */
    private boolean awaitRoom(ActorCall call) {
        int capacity = profile.mailbox().capacity();
        if (profile.mailbox().overflow() == Mailbox.Overflow.REFUSE || underWay() < capacity) {
            return true;
        }
        Room.await(call, () -> underWay() < capacity);
        return !call.isDone();
    }

    private int underWay() {
        if (target != null) {
            return sent;
        }
        synchronized (this) {
            return dead != null
                    ? 0
                    : sent
                            + (waiting == null ? 0 : waiting.size())
                            + (returned == null ? 0 : returned.size());
        }
    }

    // Calls that come back: network threads, the dispatcher, drains.

    /** A call sent to another node was answered, or given up. */
    void answered() {
        if ((int) SENT.getAndAdd(this, -1) - 1 == 0 && target == null) {
            event(machine -> machine.settled(System.nanoTime()));
        }
    }

    /** A call, which is WAITING, came back from a node that left or is not to be trusted. */
    void cameBack(ActorCall call, UUID node, boolean mayHaveRun) {
        call.takenBack(mayHaveRun);
        boolean stray;
        synchronized (this) {
            returned(call);
            stray =
                    machine.state() == RouteMachine.State.HERE
                            && !machine.current().node().equals(node);
        }
        call.accountedFor();
        if (stray || dead() != null) {
            flush();
        }
    }

    /** A host gave back a call, which is WAITING and has not run. */
    void bounced(ActorCall call, @Nullable Place from, @Nullable Place to) {
        call.takenBack(false);
        boolean counted = call.accounted();
        int left = counted ? (int) SENT.getAndAdd(this, -1) - 1 : sent;
        List<RouteStep> steps;
        synchronized (this) {
            returned(call);
            Place known = from == null ? machine.current() : from;
            steps = closed(machine.bounced(known, to, left > 0, System.nanoTime()));
        }
        perform(steps);
        if (steps.isEmpty() && dead() != null) {
            flush();
        }
    }

    private void returned(ActorCall call) {
        if (call.isRetried() && profile.appliesOnce()) {
            unconfirmed().number(call, routes.owner()); // not confirmed by those that overtake it
        } else {
            routes.owner().number(call);
        }
        if (returned == null) {
            returned = new PriorityQueue<>(Comparator.comparingLong(ActorCall::id));
        }
        returned.add(call);
    }

    // What happens to the actor: the dispatcher, the directory's threads.

    /** A node left, and calls sent there are about to come back. */
    void left(UUID node) {
        event(machine -> machine.left(node, sent > 0, System.nanoTime()));
    }

    /** It lives there now. */
    void heard(Place at) {
        synchronized (this) {
            held = false;
        }
        event(machine -> machine.heard(at, sent > 0, System.nanoTime()));
        resume();
    }

    /** It is dead. */
    void died(WickException cause) {
        event(machine -> machine.die(cause));
    }

    /** Its node is about to leave: calls wait until {@link #heard} or {@link #resume}. */
    void hold(UUID node) {
        synchronized (this) {
            if (machine.state() == RouteMachine.State.HERE
                    && machine.current().node().equals(node)) {
                held = true;
                target = null;
            }
        }
    }

    /** Lets calls go again. */
    void resume() {
        synchronized (this) {
            held = false;
        }
        flush();
    }

    /** Calls came back from a node where the actor still is. */
    void sendAgain() {
        flush();
    }

    /** The route is new: finds out where its calls go. */
    void begin() {
        if (machine.current().isUnknown()) {
            event(machine -> machine.begin(System.nanoTime()));
        } else {
            flush();
        }
    }

    private interface Happening {
        List<RouteStep> to(RouteMachine machine);
    }

    private void event(Happening happening) {
        List<RouteStep> steps;
        synchronized (this) {
            steps = closed(happening.to(machine));
        }
        perform(steps);
    }

    /** Lets no call leave unless the machine says so; the monitor is held. */
    private List<RouteStep> closed(List<RouteStep> steps) {
        if (!isHere()) {
            target = null;
        }
        if (machine.state() != RouteMachine.State.SETTLING) {
            return steps;
        }
        if (sent == 0) { // the last was answered before it could see that the target is null
            return machine.settled(System.nanoTime());
        }
        if (!ticking) {
            ticking = true;
            routes.later(this::tick, TICK_MILLIS);
        }
        return steps;
    }

    private void tick() {
        boolean more;
        List<RouteStep> steps;
        synchronized (this) {
            steps = machine.tick(System.nanoTime());
            more = machine.state() == RouteMachine.State.SETTLING;
            ticking = more;
        }
        perform(steps);
        if (more) {
            routes.later(this::tick, TICK_MILLIS);
        }
    }

    private void perform(List<RouteStep> steps) {
        for (RouteStep step : steps) {
            switch (step) {
                case RouteStep.Locate() -> locate();
                case RouteStep.LocateLater() -> routes.later(this::locate, LATER_MILLIS);
                case RouteStep.Send(Place _) -> {
                    synchronized (this) {
                        target = null; // what waits goes first
                    }
                    flush();
                }
                case RouteStep.FailInterrupted() -> failInterrupted();
                case RouteStep.Recall() -> routes.recall(this);
                case RouteStep.Explain() ->
                        routes.directory()
                                .explain(profile, why -> routes.soon(() -> explained(why)));
                case RouteStep.FailWaiting(String reason) -> failAll(call -> late(call, reason));
                case RouteStep.Die(WickException cause) -> {
                    synchronized (this) {
                        dead = cause;
                    }
                    failAll(_ -> again(cause));
                    routes.forget(this);
                }
            }
        }
    }

    private void locate() {
        routes.directory().locate(profile, answer -> routes.soon(() -> located(answer)));
    }

    private void located(Whereabouts answer) {
        event(machine -> machine.located(answer, System.nanoTime()));
    }

    private void explained(String why) {
        event(machine -> machine.explained(why));
    }

    /** Sends what waits, if calls may leave; then new calls go without waiting. */
    private void flush() {
        while (true) {
            ActorCall next;
            Object to;
            Place place;
            WickException cause;
            synchronized (this) {
                place = machine.current();
                cause = dead;
                if (flushing || held || cause == null && !isHere()) {
                    return;
                }
                to = cause == null ? routes.target(profile.id(), place) : null;
                next = poll();
                if (next == null) {
                    target = to;
                    if (to != null || cause != null) {
                        return;
                    }
                } else {
                    flushing = true;
                }
            }
            if (next == null) {
                left(place.node());
                return;
            }
            boolean gone = hand(next, to, place, cause);
            synchronized (this) {
                flushing = false;
            }
            if (gone) {
                left(place.node());
            }
        }
    }

    /** Hands on a call that waited; true when its node has left. */
    private boolean hand(
            ActorCall call, @Nullable Object to, Place place, @Nullable WickException cause) {
        if (cause != null) {
            call.die(again(cause));
        } else if (call.isInterrupted()) {
            call.die(restarting());
        } else if (to == null) {
            cameBack(call, place.node(), false);
            return true;
        } else if (!call.isDone()) {
            deliver(call, to, false, false);
        }
        return false;
    }

    private boolean isHere() {
        return machine.state() == RouteMachine.State.HERE;
    }

    private @Nullable ActorCall poll() {
        ActorCall next = returned == null ? null : returned.poll();
        return next == null && waiting != null ? waiting.poll() : next;
    }

    private ActorRestartingException restarting() {
        return new ActorRestartingException(
                profile.shown(),
                "Its node was lost while the call was under way; it may have run. Use retries(..)"
                        + " to have it sent again",
                null);
    }

    private void failInterrupted() {
        var failing = new ArrayList<ActorCall>();
        synchronized (this) {
            if (returned != null) {
                returned.removeIf(call -> call.isInterrupted() && failing.add(call));
            }
        }
        failing.forEach(call -> call.die(restarting()));
    }

    private void failAll(Function<ActorCall, WickException> cause) {
        var failing = new ArrayList<ActorCall>();
        synchronized (this) {
            for (ActorCall call = poll(); call != null; call = poll()) {
                failing.add(call);
            }
        }
        failing.forEach(call -> call.die(cause.apply(call)));
    }

    /** For a call that has waited too long; it must not promise what nobody knows. */
    private WickException late(ActorCall call, String reason) {
        return call.mayHaveRun()
                ? new ActorRestartingException(
                        profile.shown(),
                        "Its node was lost while the call was under way, and it cannot be reached"
                                + " since: "
                                + reason
                                + ". The call may have run",
                        null)
                : new ActorUnavailableException(
                        profile.shown(),
                        "It cannot be reached: "
                                + reason
                                + ". The call has not run; call again later",
                        null);
    }

    /** A failure of its own for each call: the stack of the first would mislead. */
    private WickException again(@Nullable WickException cause) {
        return cause != null
                ? cause
                : new ActorDeadException(profile.shown(), "It has ended. Make another", null);
    }
}
