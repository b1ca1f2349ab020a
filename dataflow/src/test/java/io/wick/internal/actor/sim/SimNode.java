package io.wick.internal.actor.sim;

import io.wick.internal.actor.CallWindow;
import io.wick.internal.actor.LifeEvent;
import io.wick.internal.actor.LifeStep;
import io.wick.internal.actor.Place;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** A node: may host the actor, and has callers. */
final class SimNode {
    private static final long EARLY = 50_000;

    private final World world;
    private final int number;
    private final UUID id;
    private final Deque<Runnable> held = new ArrayDeque<>();
    private final Set<Integer> left = new HashSet<>();
    final Caller route;
    private boolean isAlive = true;
    private boolean isPaused;
    private boolean isLeaving;
    private final TreeMap<Integer, List<Call>> early = new TreeMap<>();
    private @Nullable Activation hosted;
    private int refused;

    SimNode(World world, int number, Place first) {
        this.world = world;
        this.number = number;
        this.id = new UUID(7, number);
        this.route = new Caller(world, this, first);
    }

    int number() {
        return number;
    }

    UUID id() {
        return id;
    }

    boolean isAlive() {
        return isAlive;
    }

    boolean isUp() {
        return isAlive && !isPaused && !isLeaving;
    }

    void die() {
        isAlive = false;
        held.clear();
        hosted = null;
    }

    void pause() {
        isPaused = true;
    }

    void resume() {
        isPaused = false;
        while (!held.isEmpty() && isAlive && !isPaused) {
            held.removeFirst().run();
        }
    }

    /** Lets something happen on this node, when it is not paused any more. */
    void deliver(Runnable what) {
        if (isPaused && isAlive) {
            held.addLast(what);
        } else if (isAlive) {
            what.run();
        }
    }

    boolean knowsGone(SimNode other) {
        return left.contains(other.number);
    }

    /** Another node has left, as this one hears it. */
    void left(SimNode other) {
        left.add(other.number);
        route.left(other);
    }

    /** The directory wants the actor here. */
    void start(int incarnation) {
        Activation now = hosted;
        if (now != null && now.incarnation >= incarnation) {
            return;
        }
        if (isLeaving || incarnation <= refused) {
            world.ask(
                    this,
                    () -> world.directory.tell(new LifeEvent.Declined(id, incarnation)),
                    step -> {});
            return;
        }
        var activation = new Activation(incarnation);
        hosted = activation;
        refused = incarnation;
        early.headMap(incarnation)
                .forEach((old, calls) -> calls.forEach(call -> bounce(call, old)));
        early.headMap(incarnation).clear();
        List<Call> waiting = early.remove(incarnation);
        activation.mailbox.addAll(waiting == null ? List.of() : waiting);
        world.ask(
                this,
                () -> {
                    var kept = world.directory.seal(incarnation);
                    return kept == null
                            ? null
                            : new Sealed(
                                    kept.history(),
                                    Directory.copy(kept.windows()),
                                    world.directory.sequence());
                },
                found -> restore(activation, found));
    }

    private record Sealed(
            List<Call.Applied> history, Map<Integer, CallWindow<Integer>> windows, long sequence) {}

    private void restore(Activation activation, @Nullable Sealed found) {
        if (found == null) {
            end(activation);
            return;
        }
        activation.history = new ArrayList<>(found.history);
        activation.windows = found.windows;
        activation.sequence = found.sequence;
        world.ask(
                this,
                () -> world.directory.tell(new LifeEvent.Started(id, activation.incarnation)),
                step -> {
                    if (step instanceof LifeStep.Refused) {
                        end(activation);
                    } else if (hosted == activation) {
                        activation.isReady = true;
                        world.tellAll(this, new Place(id, activation.incarnation));
                        activation.go();
                    }
                });
    }

    private void end(Activation activation) {
        if (hosted == activation) {
            hosted = null;
            activation.bounce();
            if (isLeaving) {
                gone();
            }
        }
    }

    /** A call came. */
    void call(Call call, int incarnation) {
        Activation now = hosted;
        if (incarnation > refused && !isLeaving) {
            early.computeIfAbsent(incarnation, key -> new ArrayList<>()).add(call);
            world.clock.after(EARLY, () -> deliver(() -> refuse(incarnation)));
            return;
        }
        if (now == null || now.isClosed || now.incarnation != incarnation) {
            bounce(call, incarnation);
            return;
        }
        now.mailbox.addLast(call);
        now.go();
    }

    /** An incarnation whose calls were given back is never begun: later calls would overtake. */
    private void refuse(int incarnation) {
        List<Call> waiting = early.remove(incarnation);
        if (waiting != null) {
            refused = Math.max(refused, incarnation);
            waiting.forEach(call -> bounce(call, incarnation));
        }
    }

    private void bounce(Call call, int incarnation) {
        SimNode to = world.nodes.get(call.from());
        world.send(this, to, () -> to.route.bounced(call.number(), new Place(id, incarnation)));
    }

    /** It leaves in order: gives the actor away, then goes. */
    void leave() {
        isLeaving = true;
        List.copyOf(early.keySet()).forEach(this::refuse);
        Activation now = hosted;
        if (now != null) {
            now.isClosed = true;
            now.giveAway();
        } else {
            gone();
        }
    }

    private void gone() {
        world.clock.after(30_000, () -> deliver(() -> world.left(this)));
    }

    private final class Activation {
        final int incarnation;
        final Deque<Call> mailbox = new ArrayDeque<>();
        List<Call.Applied> history = new ArrayList<>();
        Map<Integer, CallWindow<Integer>> windows = new TreeMap<>();
        long sequence;
        boolean isReady;
        boolean isBusy;
        boolean isClosed;

        private Activation(int incarnation) {
            this.incarnation = incarnation;
        }

        private record Answer(Call call, int result) {}

        void go() {
            if (!isReady || isBusy || hosted != this || mailbox.isEmpty() || isClosed) {
                return;
            }
            isBusy = true;
            world.clock.after(
                    world.random.nextLong(2000), () -> deliver(Activation.this::runBatch));
        }

        private void runBatch() {
            var answers = new ArrayList<Answer>();
            int most = 1 + world.random.nextInt(8);
            while (answers.size() < most && !mailbox.isEmpty()) {
                run(mailbox.removeFirst(), answers);
            }
            if (world.mutation == Mutation.EARLY_ANSWERS) {
                answers.forEach(this::answer);
            }
            boolean keepsWindow = world.mutation != Mutation.WINDOW_NOT_KEPT;
            var state =
                    new Directory.Kept(
                            List.copyOf(history), keepsWindow ? Directory.copy(windows) : Map.of());
            long next = sequence + 1;
            world.ask(
                    SimNode.this,
                    () -> world.directory.write(SimNode.this, incarnation, next, state),
                    written -> written(written, next, answers));
        }

        private void run(Call call, List<Answer> answers) {
            if (!call.isRepeatable()) {
                history.add(call.asApplied());
                answers.add(new Answer(call, history.size()));
                return;
            }
            var window = windows.computeIfAbsent(call.from(), key -> new CallWindow<>());
            window.confirm(call.confirmed());
            switch (window.decide(call.number())) {
                case CallWindow.Decision.Apply<Integer> _ -> {
                    history.add(call.asApplied());
                    window.applied(call.number(), history.size());
                    answers.add(new Answer(call, history.size()));
                }
                case CallWindow.Decision.Answer<Integer>(Integer result) -> {
                    if (world.mutation == Mutation.NO_WINDOW) {
                        history.add(call.asApplied());
                    }
                    answers.add(new Answer(call, result));
                }
                case CallWindow.Decision.Drop<Integer> _ -> {}
            }
        }

        private void written(boolean isWritten, long next, List<Answer> answers) {
            isBusy = false;
            if (hosted != this) {
                return;
            }
            if (!isWritten) {
                end(this);
                return;
            }
            sequence = next;
            if (world.mutation != Mutation.EARLY_ANSWERS) {
                answers.forEach(this::answer);
            }
            if (isClosed) {
                giveAway();
            } else {
                go();
            }
        }

        private void answer(Answer answer) {
            SimNode to = world.nodes.get(answer.call.from());
            world.send(
                    SimNode.this,
                    to,
                    () ->
                            to.route.answered(
                                    answer.call.number(),
                                    new Place(id, incarnation),
                                    answer.result));
        }

        void giveAway() {
            if (isBusy) {
                return;
            }
            SimNode next = world.someMember();
            bounce();
            if (next != null) {
                world.ask(
                        SimNode.this,
                        () -> world.directory.tell(new LifeEvent.Moved(id, incarnation, next.id())),
                        step -> {});
            }
            hosted = null;
            gone();
        }

        void bounce() {
            if (world.mutation != Mutation.LEAVING_DROPS) {
                mailbox.forEach(call -> SimNode.this.bounce(call, incarnation));
            }
            mailbox.clear();
        }
    }
}
