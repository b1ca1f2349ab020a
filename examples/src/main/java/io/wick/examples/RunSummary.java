package io.wick.examples;

import java.time.Duration;
import java.util.List;

/**
 * What a run cost.
 *
 * @param rows flights read
 * @param partitions how many objects they became
 * @param tasks how many tasks were submitted
 * @param phases what was waited for, in order
 * @param nodes what each node did
 */
record RunSummary(long rows, int partitions, int tasks, List<Phase> phases, List<NodeUse> nodes) {

    /** A part of the run and its wall-clock time. */
    record Phase(String name, Duration time) {}

    RunSummary {
        phases = List.copyOf(phases);
        nodes = List.copyOf(nodes);
    }

    /** The time of all phases. */
    Duration time() {
        return phases.stream().map(Phase::time).reduce(Duration.ZERO, Duration::plus);
    }

    /** Bytes that went from one node to another, messages and stored objects. */
    long bytesMoved() {
        return nodes.stream().mapToLong(node -> node.bytesSent() + node.bytesFetched()).sum();
    }
}
