package io.wick.ignite.internal.graph;

import io.wick.Placement;
import io.wick.error.GraphException;
import io.wick.ignite.internal.object.ObjectStore;
import io.wick.ignite.internal.object.Ref;
import io.wick.ignite.internal.object.StoredObject;
import io.wick.internal.graph.GraphModel;
import io.wick.internal.graph.Operation;
import io.wick.internal.graph.Stage;
import io.wick.internal.planner.Site;

import org.apache.ignite.cluster.ClusterNode;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** Where the vertices of a graph are bound to, by their data or by their placement. */
final class Homes {
    private final UUID local;
    private final Sources sources;
    private final ObjectStore store;

    Homes(UUID local, Sources sources, ObjectStore store) {
        this.local = local;
        this.sources = sources;
        this.store = store;
    }

    /** Whether any vertex of a graph can have a home. */
    static boolean areThere(GraphModel graph) {
        return graph.stages().stream()
                .anyMatch(
                        stage ->
                                !(stage.operation() instanceof Operation.Call)
                                        || stage.options().placement() != Placement.AUTO);
    }

    /** The site of each vertex's home, -1 for those that may run anywhere. */
    int[] of(GraphModel graph, List<Site> sites, Map<String, ?> inputs) {
        Map<UUID, Integer> numbers = new HashMap<>();
        for (int site = 0; site < sites.size(); site++) {
            numbers.put(sites.get(site).id(), site);
        }
        int[] home = new int[graph.size()];
        Arrays.fill(home, -1);
        for (Stage stage : graph.stages()) {
            bind(stage, home, numbers, inputs);
        }
        return home;
    }

    /** Sizes of values, with those of stored objects that a run is given. */
    long[] sized(GraphModel graph, long[] bytes, Map<String, ?> inputs) {
        if (inputs.isEmpty()) {
            return bytes;
        }
        long[] sized = bytes.clone();
        for (Stage stage : graph.stages()) {
            if (stage.operation() instanceof Operation.Input
                    && inputs.get(stage.name()) instanceof Ref<?> ref
                    && ref.outcome() instanceof StoredObject stored) {
                sized[stage.first()] = stored.size();
            }
        }
        return sized;
    }

    private void bind(Stage stage, int[] home, Map<UUID, Integer> numbers, Map<String, ?> inputs) {
        switch (stage.operation()) {
            case Operation.Input _ ->
                    home[stage.first()] =
                            numbers.getOrDefault(
                                    at(inputs.get(stage.name())), numbers.getOrDefault(local, -1));
            case Operation.Constant _ -> home[stage.first()] = numbers.getOrDefault(local, -1);
            case Operation.CacheKeys keys -> {
                for (int i = 0; i < stage.count(); i++) {
                    UUID node = sources.keyNode(keys.cache(), keys.keys().get(i));
                    home[stage.first() + i] = numbers.getOrDefault(node, -1);
                }
            }
            case Operation.CachePartitions partitions -> bind(stage, partitions, home, numbers);
            case Operation.Call _ -> {
                Integer site = asked(stage, numbers);
                if (site != null) {
                    Arrays.fill(home, stage.first(), stage.first() + stage.count(), site);
                }
            }
        }
    }

    private void bind(
            Stage stage,
            Operation.CachePartitions partitions,
            int[] home,
            Map<UUID, Integer> numbers) {
        int count = sources.partitions(partitions.cache());
        if (count != partitions.partitions()) {
            throw new GraphException(
                    "Stage '"
                            + stage.name()
                            + "' reads "
                            + partitions.partitions()
                            + " partitions of cache '"
                            + partitions.cache()
                            + "', which has "
                            + count
                            + ". Build the graph with wick.partitions(\""
                            + partitions.cache()
                            + "\").");
        }
        Map<Integer, ClusterNode> nodes =
                sources.partitionNodes(
                        partitions.cache(), IntStream.range(0, count).boxed().toList());
        for (int i = 0; i < count; i++) {
            ClusterNode node = nodes.get(i);
            home[stage.first() + i] = node == null ? -1 : numbers.getOrDefault(node.id(), -1);
        }
    }

    private @Nullable Integer asked(Stage stage, Map<UUID, Integer> numbers) {
        return switch (stage.options().placement()) {
            case Placement.OnNode(UUID node) -> {
                Integer site = numbers.get(node);
                if (site == null) {
                    throw new GraphException(
                            "Stage '"
                                    + stage.name()
                                    + "' is to run on node "
                                    + node
                                    + ", which is not in the cluster or runs no tasks. Choose one"
                                    + " of Wick.nodes()");
                }
                yield site;
            }
            case Placement.NearKey(String cache, Object key) ->
                    numbers.get(sources.keyNode(cache, key));
            case Placement.NearRef(var ref) -> numbers.get(at(ref));
            default -> null;
        };
    }

    private @Nullable UUID at(@Nullable Object value) {
        return value instanceof Ref<?> ref && ref.outcome() instanceof StoredObject stored
                ? store.location(stored)
                : null;
    }
}
