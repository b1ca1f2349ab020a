package io.wick.internal.actor.sim;

import io.wick.internal.actor.ActorLife;
import io.wick.internal.actor.LifeEvent;
import io.wick.internal.actor.Place;
import io.wick.internal.run.sim.Clock;
import io.wick.internal.run.sim.Violation;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** An actor, its directory, its callers, and what happens to their nodes. */
final class World {
    private static final long HORIZON = 400_000;
    private static final long DETECTION = 20_000;
    private static final long SWEEP = 40_000;

    final SplittableRandom random;
    final Mutation mutation;
    final Clock clock = new Clock();
    final List<SimNode> nodes = new ArrayList<>();
    final Directory directory;
    private final Place first;
    private final Set<SimNode> members = new HashSet<>();
    private final Map<Long, Long> lastArrival = new HashMap<>();
    private final Map<Call.Applied, Integer> acknowledged = new HashMap<>();
    private int calls;
    private int failed;
    private int deaths;
    private int pauses;

    /** How a simulation ended. */
    record Outcome(int calls, int acknowledged, int incarnations, int deaths, boolean isDead) {}

    World(long seed, Mutation mutation) {
        this.random = new SplittableRandom(seed);
        this.mutation = mutation;
        int count = 3 + random.nextInt(4);
        this.first = new Place(new UUID(7, random.nextInt(count)), 1);
        for (int i = 0; i < count; i++) {
            join();
        }
        int restarts = random.nextInt(4) == 0 ? random.nextInt(3) : -1;
        UUID owner = nodes.getFirst().id();
        this.directory =
                new Directory(
                        this,
                        ActorLife.first(
                                new UUID(1, 1),
                                null,
                                "default",
                                owner,
                                random.nextInt(3) > 0,
                                restarts,
                                first.node()));
    }

    static Outcome run(long seed, Mutation mutation) {
        try {
            return new World(seed, mutation).run();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("Seed " + seed + ": " + e.getMessage(), e);
        }
    }

    private Outcome run() {
        clock.after(0, this::sweep);
        trouble();
        for (int caller = 0; caller < 1 + random.nextInt(6); caller++) {
            boolean isRepeatable = random.nextInt(4) > 0;
            turn(caller, someNode(), 0, isRepeatable);
        }
        while (clock.now() < HORIZON * 12) {
            Violation.unless(clock.step(), "nothing happens any more");
        }
        check();
        return new Outcome(
                calls,
                acknowledged.size(),
                directory.life().incarnation(),
                deaths,
                directory.life().isDead());
    }

    private SimNode someNode() {
        return nodes.get(random.nextInt(nodes.size()));
    }

    private void turn(int caller, SimNode at, int turn, boolean isRepeatable) {
        if (clock.now() > HORIZON) {
            return;
        }
        at.deliver(
                () -> {
                    calls++;
                    at.route.call(caller, turn, isRepeatable);
                });
        long pause = random.nextInt(3) == 0 ? random.nextLong(20_000) : random.nextLong(400);
        clock.after(pause, () -> turn(caller, at, turn + 1, isRepeatable));
    }

    private void sweep() {
        directory.sweep();
        clock.after(SWEEP, this::sweep);
    }

    private void trouble() {
        int count = random.nextInt(7);
        for (int i = 0; i < count; i++) {
            long when = random.nextLong(HORIZON);
            switch (random.nextInt(4)) {
                case 0, 1 -> clock.at(when, this::kill);
                case 2 -> clock.at(when, this::pause);
                default -> clock.at(when, this::leave);
            }
            clock.at(when + random.nextLong(60_000), this::join);
        }
    }

    private void join() {
        var node = new SimNode(this, nodes.size(), first);
        nodes.add(node);
        members.add(node);
    }

    private @Nullable SimNode victim() {
        var up = nodes.stream().filter(node -> members.contains(node) && node.isUp()).toList();
        return up.size() < 2 ? null : up.get(random.nextInt(up.size()));
    }

    private void kill() {
        SimNode victim = victim();
        if (victim != null) {
            deaths++;
            victim.die();
            clock.after(random.nextLong(DETECTION), () -> left(victim));
        }
    }

    private void leave() {
        SimNode victim = victim();
        if (victim != null) {
            victim.leave();
        }
    }

    /** A node that pauses for long is thrown out; it goes on a while before it sees that. */
    private void pause() {
        SimNode victim = victim();
        if (victim == null) {
            return;
        }
        long time = random.nextLong(2 * DETECTION);
        pauses++;
        victim.pause();
        if (time >= DETECTION) {
            clock.after(DETECTION, () -> left(victim));
            clock.after(time + random.nextLong(20_000), victim::die);
        }
        clock.after(time, victim::resume);
    }

    /** The cluster has lost a node: each other one hears of it in its own time. */
    void left(SimNode gone) {
        if (!members.remove(gone)) {
            return;
        }
        for (SimNode node : nodes) {
            if (node != gone) {
                clock.after(random.nextLong(5000), () -> node.deliver(() -> node.left(gone)));
            }
        }
        clock.after(
                random.nextLong(5000),
                () -> {
                    directory.tell(new LifeEvent.OwnerLost(gone.id()));
                    directory.nodeLost(gone);
                });
        if (gone.isUp()) {
            return;
        }
        clock.after(random.nextLong(10_000), gone::die);
    }

    boolean isMember(UUID id) {
        return members.contains(node(id));
    }

    SimNode node(UUID id) {
        return nodes.get((int) id.getLeastSignificantBits());
    }

    @Nullable SimNode someMember() {
        var up = nodes.stream().filter(members::contains).toList();
        return up.isEmpty() ? null : up.get(random.nextInt(up.size()));
    }

    void soon(Runnable what) {
        clock.after(100 + random.nextLong(random.nextInt(20) == 0 ? 30_000 : 1000), what);
    }

    /** A message: in order, not lost unless one of the two is gone, as the receiver sees it. */
    void send(SimNode from, SimNode to, Runnable what) {
        long pair = (long) from.number() << 32 | to.number();
        long at = clock.now() + (from == to ? 0 : 50 + random.nextLong(1000));
        long ordered = Math.max(at, lastArrival.getOrDefault(pair, 0L));
        lastArrival.put(pair, ordered);
        clock.at(
                ordered,
                () ->
                        to.deliver(
                                () -> {
                                    if (!to.knowsGone(from)) {
                                        what.run();
                                    }
                                }));
    }

    /** A request to the caches; what was sent arrives, also when its sender has died since. */
    <R extends @Nullable Object> void ask(SimNode from, Supplier<R> request, Consumer<R> answer) {
        soon(
                () -> {
                    R result = request.get();
                    soon(() -> from.deliver(() -> answer.accept(result)));
                });
    }

    long nanos() {
        return clock.now() * 10_000; // its patience is then 3 s of the simulation
    }

    /** A host tells all where the actor is; some do not hear it. */
    void tellAll(SimNode from, Place place) {
        for (SimNode to : nodes) {
            if (to != from && random.nextInt(3) > 0) {
                send(from, to, () -> to.route.heard(place));
            }
        }
    }

    void acknowledged(Call call, int result) {
        Integer before = acknowledged.put(call.asApplied(), result);
        Violation.unless(before == null, () -> "answered twice: " + call);
    }

    /** Calls have failed because a node was lost, or for want of a place. */
    void failed(int count) {
        failed += count;
    }

    private void check() {
        List<Call.Applied> history = directory.kept().history();
        var seen = new HashSet<Call.Applied>();
        var last = new HashMap<Integer, Integer>();
        for (Call.Applied each : history) {
            Violation.unless(seen.add(each), () -> "applied twice: " + each);
            Integer before = last.put(each.caller(), each.turn());
            Violation.unless(
                    before == null || before < each.turn(),
                    () -> "out of order: " + each + " after " + before);
        }
        acknowledged.forEach(
                (call, result) ->
                        Violation.unless(
                                result <= history.size() && history.get(result - 1).equals(call),
                                () -> "answered and lost: " + call + " at " + result));
        Violation.unless(
                failed == 0 || deaths + pauses > 0,
                () -> failed + " calls failed though nodes only left in order");
        for (SimNode node : nodes) {
            Violation.unless(
                    !members.contains(node) || node.route.unanswered() == 0,
                    () -> node.route.unanswered() + " calls have no answer: " + node.route.state());
        }
    }
}
