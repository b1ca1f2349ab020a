package io.wick.benchmarks.nemesis;

import io.wick.Wick;
import io.wick.error.DisconnectedException;
import io.wick.error.InfeasibleException;
import io.wick.error.NodeLostException;
import io.wick.graph.DurableRun;
import io.wick.ignite.internal.IgniteEngine;
import io.wick.testkit.ProcessCluster;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** The servers that a storm strikes at, and how they are. For use by one thread. */
final class Scene {
    private static final Duration GHOST = Duration.ofSeconds(1);
    private static final Duration REJOIN = Duration.ofMinutes(1);
    private static final Duration RESTORED = Duration.ofMinutes(3);

    private final ProcessCluster cluster;
    private final SplittableRandom random;
    private final List<Workload> workloads;
    private final Map<Fault.Kind, Integer> counts = new EnumMap<>(Fault.Kind.class);
    private final TreeSet<Integer> lost = new TreeSet<>();
    private final List<String> wrong = new ArrayList<>();
    private int given;
    private int comebacks;

    Scene(ProcessCluster cluster, SplittableRandom random, List<Workload> workloads) {
        this.cluster = cluster;
        this.random = random;
        this.workloads = workloads;
    }

    /** Any server that lives. */
    int any() {
        List<Integer> live = live();
        return live.get(random.nextInt(live.size()));
    }

    private List<Integer> live() {
        var live = new ArrayList<Integer>();
        for (int i = 0; i < cluster.size(); i++) {
            if (!lost.contains(i)) {
                live.add(i);
            }
        }
        return live;
    }

    /** The one that has been there longest. */
    int oldest() {
        var ignite = ((IgniteEngine) cluster.wick().engine()).ignite();
        return indexOrAny(ignite.cluster().forServers().forOldest().node().id());
    }

    /** One that submits work just now; any if there is none. */
    int submitter() {
        List<UUID> nodes =
                workloads.stream().flatMap(each -> each.submitters().stream()).sorted().toList();
        return nodes.isEmpty() ? any() : indexOrAny(nodes.get(random.nextInt(nodes.size())));
    }

    /** One that keeps a durable run just now; any if there is none. */
    int keeper() {
        UUID keeper =
                cluster.wick().durableRuns().stream()
                        .filter(run -> run.state() == DurableRun.State.RUNNING)
                        .map(DurableRun.Info::keeper)
                        .filter(node -> node != null)
                        .findFirst()
                        .orElse(null);
        return indexOrAny(keeper);
    }

    private int indexOrAny(@Nullable UUID node) {
        int index = node == null ? -1 : cluster.indexOf(node);
        return index < 0 || lost.contains(index) ? any() : index;
    }

    /** Shorter than what makes others give a node up. */
    Duration moment() {
        long most = Storm.FAILURE_DETECTION_MILLIS * 3 / 4;
        return Duration.ofMillis(random.nextLong(most / 4, most));
    }

    void kill(int server) {
        cluster.kill9(server);
        gone(server, Fault.Kind.KILL);
    }

    void leave(int server) {
        cluster.stop(server);
        gone(server, Fault.Kind.LEAVE);
    }

    private void gone(int server, Fault.Kind kind) {
        counts.merge(kind, 1, Integer::sum);
        lost.add(server);
    }

    void freeze(int server, Duration time) {
        cluster.pause(server);
        LockSupport.parkNanos(time.toNanos());
        cluster.resume(server);
        counts.merge(Fault.Kind.PAUSE, 1, Integer::sum);
    }

    void cut(int server, Duration time) {
        cluster.cut(server);
        LockSupport.parkNanos(time.toNanos());
        cluster.reconnect();
        counts.merge(Fault.Kind.CUT, 1, Integer::sum);
    }

    /**
     * A server that was given up goes on for a while. Then it either has to come back by itself, as
     * another node, or is killed.
     */
    void haunt(int server, UUID before) {
        LockSupport.parkNanos(GHOST.toNanos());
        lost.add(server);
        if (random.nextBoolean() && comesBack(server, before)) {
            lost.remove(server);
            comebacks++;
        }
    }

    private boolean comesBack(int server, UUID before) {
        long deadline = System.nanoTime() + REJOIN.toNanos();
        while (cluster.nodeId(server).equals(before) || isGivenUp(server)) {
            if (System.nanoTime() - deadline > 0) {
                wrong.add(
                        LocalTime.now()
                                + ": server "
                                + server
                                + ", node "
                                + before
                                + ", was given up, runs again and has not come back in "
                                + REJOIN);
                return false;
            }
            LockSupport.parkNanos(100_000_000);
        }
        return true;
    }

    /** What is wrong with servers. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    /** How many servers that were given up came back by themselves. */
    int comebacks() {
        return comebacks;
    }

    UUID id(int server) {
        return cluster.nodeId(server);
    }

    /**
     * Starts anew what was lost, and waits until all know each other and hold copies.
     *
     * @throws AssertionError when that does not happen
     */
    void restore() {
        long deadline = System.nanoTime() + RESTORED.toNanos();
        while (true) {
            try {
                restoreOnce();
                return;
            } catch (InfeasibleException | NodeLostException | AssertionError e) {
                if (System.nanoTime() - deadline > 0) {
                    throw e; // else another server was given up meanwhile: looked at again
                }
            }
        }
    }

    private void restoreOnce() {
        for (int server : live()) {
            if (isGivenUp(server)) {
                given++;
                lost.add(server);
            }
        }
        for (int server : List.copyOf(lost)) {
            try {
                cluster.restart(server);
            } catch (DisconnectedException e) {
                int others = lost.size() - 1; // which are not restarted yet
                whenConnected(() -> cluster.awaitNodes(cluster.size() - others));
            }
            lost.remove(server);
        }
        whenConnected(() -> cluster.awaitNodes(cluster.size()));
        awaitCopies();
    }

    /**
     * Whether the others have lost it by themselves: on a machine that is too busy it was silent.
     */
    private boolean isGivenUp(int server) {
        UUID id = cluster.nodeId(server);
        return cluster.wick().nodes().stream().noneMatch(node -> node.id().equals(id));
    }

    /** How many servers were given up though nothing was done to them. */
    int givenUp() {
        return given;
    }

    /** Waits until the servers that live hold copies of all. */
    void awaitCopies() {
        whenConnected(() -> cluster.awaitNodes(cluster.size() - lost.size()));
        Wick wick = cluster.wick();
        for (int server : live()) {
            whenConnected(() -> Copies.await(wick, cluster.nodeId(server)));
        }
    }

    /** This JVM may be a client that its cluster has given up, and that joins again. */
    private static void whenConnected(Runnable action) {
        long deadline = System.nanoTime() + REJOIN.toNanos();
        while (true) {
            try {
                action.run();
                return;
            } catch (DisconnectedException e) {
                if (System.nanoTime() - deadline > 0) {
                    throw e;
                }
                LockSupport.parkNanos(200_000_000);
            }
        }
    }

    /** How often what was done. */
    Map<Fault.Kind, Integer> counts() {
        return Map.copyOf(counts);
    }

    List<UUID> servers() {
        return live().stream().map(cluster::nodeId).toList();
    }
}
