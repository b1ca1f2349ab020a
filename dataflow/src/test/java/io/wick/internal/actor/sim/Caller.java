package io.wick.internal.actor.sim;

import io.wick.actor.ActorInfo.State;
import io.wick.internal.actor.ActorLife;
import io.wick.internal.run.sim.Violation;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.TreeMap;

/** The callers of one node: keeps unanswered calls, finds the actor, sends again. */
final class Caller {
    private static final long LOOK_AGAIN = 3000;
    private static final long PATIENCE = 2_000_000;

    private final World world;
    private final SimNode node;
    private final TreeMap<Long, Pending> pending = new TreeMap<>();
    private @Nullable SimNode host;
    private int incarnation;
    private long numbers;
    private long lostAt;
    private boolean isLooking;

    private static final class Pending {
        final Call call;
        int sentTo;

        Pending(Call call) {
            this.call = call;
        }
    }

    Caller(World world, SimNode node) {
        this.world = world;
        this.node = node;
    }

    int unanswered() {
        return pending.size();
    }

    void call(int caller, int turn, boolean isRepeatable) {
        var call = new Call(node.number(), ++numbers, 0, caller, turn, isRepeatable);
        var waiting = new Pending(call);
        pending.put(call.number(), waiting);
        if (host != null) {
            send(waiting);
        } else {
            look();
        }
    }

    private void send(Pending waiting) {
        SimNode to = host;
        if (to == null) {
            return;
        }
        int of = incarnation;
        waiting.sentTo = of;
        Call call = waiting.call.withConfirmed(pending.firstKey() - 1);
        world.send(node, to, () -> to.call(call, of));
    }

    private void look() {
        if (isLooking) {
            return;
        }
        isLooking = true;
        lostAt = world.clock.now();
        ask();
    }

    private void ask() {
        world.ask(node, world.directory::life, this::found);
    }

    private void found(ActorLife life) {
        if (life.isDead()) {
            host = null;
            pending.clear(); // each fails with the cause of death
            isLooking = false;
            return;
        }
        SimNode at = life.node() == null ? null : world.node(life.node());
        boolean isNew = life.incarnation() > incarnation || host == null;
        if (life.state() == State.ALIVE && at != null && !node.knowsGone(at) && isNew) {
            isLooking = false;
            host = at;
            incarnation = life.incarnation();
            var all = new ArrayList<>(pending.values());
            if (world.mutation == Mutation.RESENT_BACKWARDS) {
                all.sort(Comparator.comparing((Pending each) -> each.call.number()).reversed());
            }
            all.removeIf(each -> each.sentTo == incarnation); // under way: would run twice
            all.forEach(this::send);
            return;
        }
        if (world.clock.now() - lostAt > PATIENCE) {
            world.failed(pending.size()); // each fails as unavailable
            pending.clear();
            isLooking = false;
            return;
        }
        world.clock.after(LOOK_AGAIN, () -> node.deliver(this::ask));
    }

    /** Another node has left: what was sent there is sent again, or fails. */
    void left(SimNode other) {
        if (other != host) {
            return;
        }
        host = null;
        int before = pending.size();
        pending.values().removeIf(each -> each.sentTo == incarnation && !each.call.isRepeatable());
        world.failed(before - pending.size());
        if (!pending.isEmpty()) {
            look();
        }
    }

    /** A call did not run there. */
    void bounced(long number, int of) {
        Pending waiting = pending.get(number);
        if (waiting == null || waiting.sentTo != of || of != incarnation) {
            return;
        }
        waiting.sentTo = 0;
        host = null;
        look();
    }

    void answered(long number, int of, int result) {
        Pending waiting = pending.get(number);
        if (waiting == null || of < waiting.sentTo) {
            return;
        }
        Violation.unless(of == waiting.sentTo, () -> "answered by a stranger: " + waiting.call);
        pending.remove(number);
        world.acknowledged(waiting.call, result);
    }
}
