package io.wick.internal.actor.sim;

import io.wick.actor.ActorInfo.State;
import io.wick.internal.actor.ActorLife;
import io.wick.internal.actor.CallWindow;
import io.wick.internal.actor.Fence;
import io.wick.internal.actor.LifeEvent;
import io.wick.internal.actor.LifeStep;
import io.wick.internal.run.sim.Violation;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** The caches: never lost, each request handled at once, some of them twice. */
final class Directory {
    /** A checkpoint. */
    record Kept(List<Call.Applied> history, Map<Integer, CallWindow<Integer>> windows) {}

    private final World world;
    private final Map<Integer, Integer> writers = new HashMap<>();
    private ActorLife life;
    private Fence fence = Fence.OPEN;
    private Kept kept = new Kept(List.of(), Map.of());

    Directory(World world, ActorLife life) {
        this.world = world;
        this.life = life;
    }

    ActorLife life() {
        return life;
    }

    Kept kept() {
        return kept;
    }

    LifeStep tell(LifeEvent event) {
        LifeStep step = life.apply(event);
        life = step.life();
        if (world.random.nextInt(10) == 0) {
            LifeStep again = life.apply(event);
            Violation.unless(
                    step instanceof LifeStep.Refused || again.life().equals(life),
                    () -> "twice is not once: " + event);
            if (!life.isDead()) {
                step = again instanceof LifeStep.Refused ? step : again;
            }
        }
        return step;
    }

    /** Gives what is kept; null when a later incarnation has sealed it. */
    @Nullable Kept seal(int incarnation) {
        Fence sealed = fence.sealedBy(incarnation);
        if (sealed == null) {
            return null;
        }
        fence = sealed;
        return kept;
    }

    long sequence() {
        return fence.sequence();
    }

    boolean write(SimNode by, int incarnation, long number, Kept state) {
        Fence written = fence.writtenBy(incarnation, number);
        if (written == null && world.mutation != Mutation.NO_FENCE) {
            return false;
        }
        Integer before = writers.putIfAbsent(incarnation, by.number());
        Violation.unless(
                before == null || before == by.number(),
                () -> "two activations wrote in incarnation " + incarnation);
        fence = written == null ? new Fence(incarnation, number) : written;
        kept = state;
        return true;
    }

    static Map<Integer, CallWindow<Integer>> copy(Map<Integer, CallWindow<Integer>> windows) {
        var copy = new TreeMap<Integer, CallWindow<Integer>>();
        windows.forEach(
                (node, window) -> {
                    var same = new CallWindow<Integer>(window.confirmed());
                    window.each(same::applied);
                    copy.put(node, same);
                });
        return copy;
    }

    /** The cluster has lost a node: what its primaries do. */
    void nodeLost(SimNode lost) {
        @Nullable SimNode next = world.someMember();
        boolean isWithout = next == null || world.random.nextInt(8) == 0;
        var step = tell(new LifeEvent.NodeLost(lost.id(), isWithout ? null : next.id()));
        if (step instanceof LifeStep.Changed) {
            start();
        }
    }

    /** The periodic sweep: starts what waits for it. */
    void sweep() {
        if (life.isDead()) {
            return;
        }
        UUID node = life.node();
        if (node == null) {
            SimNode next = world.someMember();
            if (next != null) {
                tell(new LifeEvent.Placed(life.incarnation(), next.id()));
            }
        } else if (!world.isMember(node)) {
            nodeLost(world.node(node));
        }
        start();
    }

    private void start() {
        UUID node = life.node();
        if (life.state() == State.RESTARTING || life.state() == State.STARTING) {
            int incarnation = life.incarnation();
            if (node != null) {
                SimNode to = world.node(node);
                world.soon(() -> to.deliver(() -> to.start(incarnation)));
            }
        }
    }
}
