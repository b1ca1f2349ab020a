package io.wick.examples;

import io.wick.NodeInfo;
import io.wick.ObjectRef;
import io.wick.Stats;
import io.wick.Wick;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What one node did for a run.
 *
 * @param node which
 * @param tasks attempts that ran there
 * @param bytesSent message bytes it sent to other nodes
 * @param bytesFetched bytes of objects it read from other nodes
 * @param storeBytes what its object store held at the end
 */
record NodeUse(NodeInfo node, long tasks, long bytesSent, long bytesFetched, long storeBytes) {

    /** The counters of each node that runs tasks, read by a task there. */
    static Map<UUID, Stats> stats(Wick wick) {
        var refs = new LinkedHashMap<UUID, ObjectRef<Stats>>();
        for (NodeInfo node : workers(wick.nodes())) {
            refs.put(
                    node.id(),
                    wick.task(() -> Wick.current().stats())
                            .named("stats")
                            .onNode(node.id())
                            .submit());
        }
        var stats = new LinkedHashMap<UUID, Stats>();
        refs.forEach((id, ref) -> stats.put(id, ref.get()));
        return stats;
    }

    /** The difference of two readings; one task less, for the reading is one itself. */
    static List<NodeUse> between(
            Map<UUID, Stats> before, Map<UUID, Stats> after, List<NodeInfo> nodes) {
        var uses = new ArrayList<NodeUse>();
        for (NodeInfo node : workers(nodes)) {
            Stats from = before.get(node.id());
            Stats to = after.get(node.id());
            if (from != null && to != null) {
                uses.add(
                        new NodeUse(
                                node,
                                to.tasksRun() - from.tasksRun() - 1,
                                to.bytesSent() - from.bytesSent(),
                                to.bytesFetched() - from.bytesFetched(),
                                to.storeUsedBytes()));
            }
        }
        return uses;
    }

    private static List<NodeInfo> workers(List<NodeInfo> nodes) {
        return nodes.stream().filter(NodeInfo::worker).toList();
    }
}
