package io.wick.internal.pipeline;

import io.wick.NodeInfo;
import io.wick.ObjectRef;
import io.wick.error.WickException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a run has counted while it goes on: on this node seen directly, on others asked for by a
 * task that needs no CPU. Thread-safe.
 */
final class LiveProgress {
    /** How long answers of other nodes are waited for; later ones are seen the next time. */
    private static final Duration PATIENCE = Duration.ofMillis(250);

    private final Outcome.Driver driver;
    private final Map<UUID, ObjectRef<Counts>> asked = new HashMap<>();
    private final Map<UUID, Counts> known = new HashMap<>();

    LiveProgress(Outcome.Driver driver) {
        this.driver = driver;
    }

    /** The counts of all nodes as far as they are known. */
    synchronized Counts counts() {
        var sum = LiveCounts.of(driver.run(), driver.wick().engine());
        try {
            ask();
            driver.wick().await(asked.values(), asked.size(), PATIENCE);
        } catch (WickException e) {
            // Nodes come and go, and the run says itself what becomes of it
            asked.clear();
        }
        asked.entrySet().removeIf(entry -> learn(entry.getKey(), entry.getValue()));
        known.values().forEach(sum::add);
        return sum;
    }

    private void ask() {
        List<UUID> nodes = new ArrayList<>();
        for (NodeInfo node : driver.wick().nodes()) {
            if (node.worker() && !node.local()) {
                nodes.add(node.id());
            }
        }
        asked.keySet().retainAll(nodes);
        known.keySet().retainAll(nodes); // what others had done is done again
        for (UUID node : nodes) {
            if (!asked.containsKey(node)) {
                asked.put(
                        node,
                        driver.wick()
                                .task(new LiveCounts.Ask(driver.run()))
                                .named("progress")
                                .onNode(node)
                                .resources(none -> none.cpus(0))
                                .retries(0)
                                .submit());
            }
        }
    }

    /** Whether there was an answer, or will be none. */
    private boolean learn(UUID node, ObjectRef<Counts> answer) {
        if (!answer.isDone()) {
            return false;
        }
        try {
            known.put(node, answer.get());
        } catch (WickException e) {
            return true; // it has left
        }
        return true;
    }
}
