package io.wick.benchmarks.nemesis;

import io.wick.ObjectRef;
import io.wick.Wick;
import io.wick.actor.ActorInfo;
import io.wick.error.WickException;
import io.wick.graph.DurableRun;
import io.wick.testkit.Census;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** What is left on all nodes once the work has ended: nothing. For use by one thread. */
final class Remains {
    private static final Duration ASK = Duration.ofSeconds(20);
    private static final long QUIET_NANOS = 300_000_000;
    private static final long STEP_NANOS = 1_000_000_000;

    private final Wick wick;
    private final NodeState serverBefore;
    private final NodeState hereBefore;
    private final SortedMap<String, Long> censusBefore;

    /**
     * Looks at what there is before any work.
     *
     * @param server one of the servers
     */
    Remains(Wick wick, UUID server) {
        this.wick = wick;
        serverBefore = ask(server);
        hereBefore = NodeState.of(wick);
        censusBefore = Census.of(wick);
    }

    /** Collections of this JVM's node that hold more than before any work, though all has ended. */
    List<String> growth() {
        var grown = new ArrayList<String>();
        Census.of(wick)
                .forEach(
                        (collection, size) -> {
                            long before = censusBefore.getOrDefault(collection, 0L);
                            if (size > before) {
                                grown.add(collection + " " + before + " to " + size);
                            }
                        });
        return grown;
    }

    /**
     * Waits until nothing is left.
     *
     * @return what is left when the time is over
     */
    List<String> await(List<UUID> servers, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            List<String> left = look(servers);
            if (left.isEmpty() || System.nanoTime() - deadline > 0) {
                return left;
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
    }

    private List<String> look(List<UUID> servers) {
        var left = new ArrayList<String>();
        try {
            for (ActorInfo actor : wick.actors()) {
                left.add("actor " + actor);
            }
            for (DurableRun.Info run : wick.durableRuns()) {
                left.add("durable run " + run);
            }
            for (UUID server : servers) {
                left.addAll(ask(server).leaks(serverBefore));
            }
        } catch (WickException e) {
            left.add("A node cannot be asked: " + Traces.of(e));
        }
        left.addAll(NodeState.of(wick).leaks(hereBefore));
        return left;
    }

    /** Lets the node look at itself a moment after the task that asks for it has ended. */
    private NodeState ask(UUID server) {
        wick.task(Remains::lookSoon).resources(r -> r.cpus(0)).onNode(server).submit().get(ASK);
        LockSupport.parkNanos(3 * QUIET_NANOS);
        ObjectRef<NodeState> state =
                wick.task(Remains::lastSeen).resources(r -> r.cpus(0)).onNode(server).submit();
        return state.get(ASK);
    }

    private static volatile @Nullable Thread looking;
    private static volatile @Nullable NodeState seen;

    private static int lookSoon() {
        Wick here = Wick.current();
        looking =
                Thread.ofPlatform()
                        .daemon()
                        .start(
                                () -> {
                                    LockSupport.parkNanos(QUIET_NANOS);
                                    seen = NodeState.of(here);
                                });
        return 0;
    }

    private static NodeState lastSeen() throws InterruptedException {
        Thread thread = looking;
        if (thread != null) {
            thread.join();
        }
        NodeState state = seen;
        if (state == null) {
            throw new IllegalStateException("The node has not looked at itself");
        }
        return state;
    }
}
