package io.wick.internal.actor.sim;

import io.wick.actor.ActorInfo.State;
import io.wick.error.ActorDeadException;
import io.wick.internal.actor.ActorLife;
import io.wick.internal.actor.Place;
import io.wick.internal.actor.RouteMachine;
import io.wick.internal.actor.RouteStep;
import io.wick.internal.actor.Whereabouts;
import io.wick.internal.run.sim.Violation;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;

/** The callers of one node: keeps unanswered calls, carries out what their route decides. */
final class Caller {
    private static final long LOOK_AGAIN = 3000;
    private static final long TICK = 50_000;

    private final World world;
    private final SimNode node;
    private final TreeMap<Long, Pending> pending = new TreeMap<>();
    private final RouteMachine route;
    private long numbers;

    private static final class Pending {
        final Call call;
        @Nullable Place sentTo;
        boolean mayHaveRun;

        Pending(Call call) {
            this.call = call;
        }
    }

    Caller(World world, SimNode node, Place first) {
        this.world = world;
        this.node = node;
        this.route = new RouteMachine(first);
        world.clock.after(TICK, this::tick);
    }

    int unanswered() {
        return pending.size();
    }

    RouteMachine.State state() {
        return route.state();
    }

    void call(int caller, int turn, boolean isRepeatable) {
        if (route.state() == RouteMachine.State.DEAD) {
            return; // fails at once
        }
        var call = new Call(node.number(), ++numbers, 0, caller, turn, isRepeatable);
        var waiting = new Pending(call);
        pending.put(call.number(), waiting);
        if (route.state() == RouteMachine.State.HERE) {
            send(waiting, route.place());
        }
    }

    private void send(Pending waiting, Place place) {
        waiting.sentTo = place;
        Call call = waiting.call.withConfirmed(pending.firstKey() - 1);
        SimNode to = world.node(place.node());
        if (node.knowsGone(to)) {
            left(to);
            return;
        }
        world.send(node, to, () -> to.call(call, place.incarnation()));
    }

    private void carryOut(List<RouteStep> steps) {
        for (RouteStep step : steps) {
            switch (step) {
                case RouteStep.Locate() -> ask();
                case RouteStep.LocateLater() ->
                        world.clock.after(LOOK_AGAIN, () -> node.deliver(this::ask));
                case RouteStep.Send(Place place) -> sendAll(place);
                case RouteStep.FailInterrupted() ->
                        fail(each -> each.mayHaveRun && !each.call.isRepeatable());
                case RouteStep.Recall() -> {
                    pending.values().forEach(this::takeBack);
                    carryOut(route.settled(world.nanos()));
                }
                case RouteStep.Explain() -> carryOut(route.explained("no node is left for it"));
                case RouteStep.FailWaiting(String reason) -> fail(each -> each.sentTo == null);
                case RouteStep.Die(var cause) -> pending.clear();
            }
        }
    }

    private void sendAll(Place place) {
        var all = new ArrayList<>(pending.values());
        all.removeIf(each -> each.sentTo != null);
        if (world.mutation == Mutation.RESENT_BACKWARDS) {
            Collections.reverse(all);
        }
        for (Pending each : all) {
            if (each.sentTo == null && route.state() == RouteMachine.State.HERE) {
                send(each, place);
            }
        }
    }

    private void fail(java.util.function.Predicate<Pending> which) {
        int before = pending.size();
        pending.values().removeIf(which);
        world.failed(before - pending.size());
    }

    private void takeBack(Pending sent) {
        if (sent.sentTo != null) {
            sent.sentTo = null;
            sent.mayHaveRun = true;
        }
    }

    private boolean anySent() {
        return pending.values().stream().anyMatch(each -> each.sentTo != null);
    }

    private void ask() {
        world.ask(
                node,
                world.directory::life,
                life -> carryOut(route.located(whereabouts(life), world.nanos())));
    }

    private Whereabouts whereabouts(ActorLife life) {
        if (life.isDead()) {
            return new Whereabouts.Dead(new ActorDeadException("simulated", "dead", null));
        }
        return life.state() == State.ALIVE && life.node() != null
                ? new Whereabouts.At(new Place(life.node(), life.incarnation()))
                : new Whereabouts.Restarting();
    }

    private void tick() {
        node.deliver(() -> carryOut(route.tick(world.nanos())));
        world.clock.after(TICK, this::tick);
    }

    /** Another node has left: what was sent there may have run. */
    void left(SimNode other) {
        for (Pending each : pending.values()) {
            if (each.sentTo != null && each.sentTo.node().equals(other.id())) {
                takeBack(each);
            }
        }
        carryOut(route.left(other.id(), anySent(), world.nanos()));
    }

    /** A call did not run there. */
    void bounced(long number, Place from) {
        Pending waiting = pending.get(number);
        if (waiting == null || !from.equals(waiting.sentTo)) {
            return;
        }
        waiting.sentTo = null;
        carryOut(route.bounced(from, null, anySent(), world.nanos()));
    }

    void answered(long number, Place from, int result) {
        Pending waiting = pending.get(number);
        if (waiting == null) {
            return;
        }
        Violation.unless(
                from.equals(waiting.sentTo), () -> "answered by a stranger: " + waiting.call);
        pending.remove(number);
        world.acknowledged(waiting.call, result);
        if (!anySent()) {
            carryOut(route.settled(world.nanos()));
        }
    }

    /** Somebody says where the actor is now. */
    void heard(Place place) {
        carryOut(route.heard(place, anySent(), world.nanos()));
    }
}
