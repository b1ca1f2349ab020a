package io.wick.ignite.internal.task;

import io.wick.ObjectRef;
import io.wick.Placement;
import io.wick.Resources;
import io.wick.TaskOptions;
import io.wick.ignite.internal.cluster.Link;
import io.wick.ignite.internal.cluster.Members;
import io.wick.ignite.internal.object.Ref;
import io.wick.ignite.internal.object.StoredObject;
import io.wick.internal.scheduler.Placer;

import org.apache.ignite.Ignite;
import org.apache.ignite.cluster.ClusterNode;
import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Asks the {@link Placer} with what this node knows: where inputs are, who is there, who has how
 * much to do.
 */
final class Placing {
    private final TaskContext context;
    private final Ignite ignite;
    private final Members members;
    private final Placer placer = new Placer();

    Placing(TaskContext context, Ignite ignite, Members members) {
        this.context = context;
        this.ignite = ignite;
        this.members = members;
    }

    /** Where the task should run now. */
    Placer.Decision decide(Task task) {
        try {
            Placer.Request request = request(task);
            var candidates = members.candidates(context.executor().load());
            if (task.isSuspect()) { // it must not kill who submitted it
                return decide(request, candidates, Set.of(context.local()));
            }
            synchronized (placer) {
                return placer.place(request, candidates);
            }
        } catch (RuntimeException e) {
            return new Placer.Decision.Infeasible("its placement cannot be computed: " + e);
        }
    }

    private Placer.Decision decide(
            Placer.Request request, List<Placer.Candidate> candidates, Set<UUID> avoided) {
        synchronized (placer) {
            return placer.place(request, candidates, avoided);
        }
    }

    /** A node that has room for it now, other than this one; null when there is none. */
    @Nullable UUID elsewhere(Task task, UUID than) {
        var candidates = members.candidates(context.executor().load());
        var avoided = new HashSet<UUID>();
        avoided.add(than);
        for (Placer.Candidate node : candidates) {
            if (!hasRoom(node, task.options.resources())) {
                avoided.add(node.id());
            }
        }
        return decide(request(task), candidates, avoided)
                                instanceof Placer.Decision.Place(UUID node)
                        && !avoided.contains(node)
                ? node
                : null;
    }

    /** Of other nodes this one knows only what it has sent there. */
    private boolean hasRoom(Placer.Candidate node, Resources wanted) {
        if (node.local()) {
            return context.executor().free().covers(wanted);
        }
        Link link = members.link(node.id());
        long each = wanted.thousandths(Resources.CPU);
        return link != null
                && (link.outstanding().get() + 1) * each
                        <= node.capacity().thousandths(Resources.CPU);
    }

    /**
     * The short way for a task bound to another node: that node's link if it can run it, else null.
     */
    @Nullable Link chosenLink(Task task) {
        if (!(task.options.placement() instanceof Placement.OnNode(UUID node))) {
            return null;
        }
        Link link = members.link(node);
        boolean able =
                link != null
                        && link.ready()
                        && link.worker()
                        && link.capacity().covers(task.options.resources());
        return able ? link : null;
    }

    private Placer.Request request(Task task) {
        TaskOptions options = task.options;
        Map<UUID, Long> bytes = new HashMap<>();
        for (Ref<?> input : task.inputs()) {
            if (input.outcome() instanceof StoredObject stored) {
                UUID at = context.store().location(stored);
                if (at != null) {
                    bytes.merge(at, stored.size(), Long::sum);
                }
            }
        }
        UUID only = null;
        UUID preferred = null;
        Map.Entry<String, String> attribute = null;
        boolean spread = false;
        switch (options.placement()) {
            case Placement.Auto() -> {}
            case Placement.Spread() -> spread = true;
            case Placement.OnNode(UUID node) -> only = node;
            case Placement.WithAttribute(String name, String value) ->
                    attribute = Map.entry(name, value);
            case Placement.InGroup _ ->
                    throw new IllegalStateException("It is placed where its group is");
            case Placement.NearKey(String cache, Object key) -> {
                ClusterNode at = ignite.affinity(cache).mapKeyToNode(key);
                preferred = at == null ? null : at.id();
            }
            case Placement.NearRef(ObjectRef<?> ref) -> {
                if (((Ref<?>) ref).outcome() instanceof StoredObject stored) {
                    preferred = context.store().location(stored);
                }
            }
        }
        return new Placer.Request(options.resources(), only, preferred, spread, attribute, bytes);
    }
}
