package io.wick.testkit;

import io.wick.Stats;
import io.wick.Wick;
import io.wick.ignite.internal.IgniteEngine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the nodes of a cluster held before a test, to be compared with what they hold after it.
 * Handles are released when the garbage collector finds them, so the comparison collects and waits.
 */
final class LeakCheck {
    private final List<NodeCounts> before;
    private final Set<Thread> threads;

    private LeakCheck(List<NodeCounts> before, Set<Thread> threads) {
        this.before = before;
        this.threads = threads;
    }

    private record NodeCounts(Wick wick, Stats stats, int taskThreads) {
        static NodeCounts of(Wick wick) {
            return new NodeCounts(wick, wick.stats(), engine(wick).taskThreads());
        }

        static IgniteEngine engine(Wick wick) {
            return (IgniteEngine) wick.engine();
        }

        List<String> leaks() {
            Stats now = wick.stats();
            var leaks = new ArrayList<String>();
            add(leaks, "tasks pending", 0, now.tasksPending());
            add(leaks, "objects held", stats.objectsHeld(), now.objectsHeld());
            add(leaks, "refs held by other nodes", stats.refsExported(), now.refsExported());
            add(leaks, "refs of other nodes held", stats.refsBorrowed(), now.refsBorrowed());
            add(leaks, "task threads", taskThreads, engine(wick).taskThreads());
            if (!engine(wick).isIdle()) {
                leaks.add(name() + ": tasks run or wait, or resources are not back");
            }
            return leaks;
        }

        private void add(List<String> leaks, String what, long expected, long now) {
            if (now > expected) {
                leaks.add(name() + ": " + what + ": expected " + expected + ", got " + now);
            }
        }

        private String name() {
            return "node " + wick.nodes().getFirst().id();
        }
    }

    /** Remembers what there is now. */
    static LeakCheck of(WickCluster cluster) {
        return new LeakCheck(cluster.members().stream().map(NodeCounts::of).toList(), ownThreads());
    }

    /** Waits until no more is left than there was; says what leaked otherwise. */
    void verify(Duration limit) {
        var last = new ArrayList<String>(); // what is told is what was found, not what is left now
        boolean clean =
                Waiting.holds(
                        limit,
                        () -> {
                            last.clear();
                            last.addAll(leaks());
                            if (last.isEmpty()) {
                                return true;
                            }
                            System.gc();
                            return false;
                        });
        if (!clean) {
            throw new AssertionError(
                    "The test left behind, "
                            + limit
                            + " after its end:\n  "
                            + String.join("\n  ", last)
                            + "\nKeep refs in local variables, close streams, and wait for or"
                            + " cancel tasks.");
        }
    }

    private List<String> leaks() {
        var leaks = new ArrayList<String>();
        for (NodeCounts node : before) {
            if (!node.wick.engine().isClosed()) {
                leaks.addAll(node.leaks());
            }
        }
        for (Thread thread : ownThreads()) {
            if (!threads.contains(thread)) {
                leaks.add("thread that keeps the JVM alive: " + thread.getName());
            }
        }
        return leaks;
    }

    /**
     * Non-daemon threads other than those of Ignite's pools, which come and go with load, or are
     * made when a node first connects to another and end with it.
     */
    private static Set<Thread> ownThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.isDaemon())
                .filter(thread -> !thread.getName().contains("%wick-"))
                .filter(thread -> !thread.getName().contains("%TcpCommunicationSpi%"))
                .filter(thread -> !thread.getName().startsWith("junit-"))
                .collect(Collectors.toSet());
    }
}
