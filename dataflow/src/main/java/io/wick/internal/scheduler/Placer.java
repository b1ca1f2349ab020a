package io.wick.internal.scheduler;

import io.wick.Resources;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Chooses the node of a task: by what it demands, then by bytes of input, then by load. Pure but
 * for the turn counter of {@code spread}. Not thread-safe.
 */
public final class Placer {
    /** Inputs smaller than this do not tie a task to their node. */
    public static final long LOCALITY_BYTES = 16 * 1024;

    /** How much more work, in seconds, this node may have waiting before tasks go elsewhere. */
    public static final double LOCAL_PREFERENCE = 0.002;

    private static final int MOST_SHOWN = 10;

    private int turn;

    /**
     * A node that runs tasks.
     *
     * @param load seconds of work waiting there per CPU, as known here
     */
    public record Candidate(
            UUID id,
            boolean local,
            Resources capacity,
            Map<String, String> attributes,
            double load) {}

    /**
     * What a task needs.
     *
     * @param only the one node it may run on
     * @param preferred the node it should run on if that can
     * @param spread whether nodes take turns
     * @param attribute name and value a node must have
     * @param inputBytes bytes of its inputs per node
     */
    public record Request(
            Resources resources,
            @Nullable UUID only,
            @Nullable UUID preferred,
            boolean spread,
            Map.@Nullable Entry<String, String> attribute,
            Map<UUID, Long> inputBytes) {}

    /** The outcome. */
    public sealed interface Decision {
        /** Run it there. */
        record Place(UUID node) implements Decision {}

        /** It can never run on the nodes there are. */
        record Infeasible(String reason) implements Decision {}
    }

    /** Decides; gives the same for the same inputs, but for spread. */
    public Decision place(Request request, List<Candidate> nodes) {
        var eligible = new ArrayList<Candidate>(nodes.size());
        for (Candidate node : nodes) {
            if (isEligible(request, node)) {
                eligible.add(node);
            }
        }
        if (eligible.isEmpty()) {
            return new Decision.Infeasible(whyNone(request, nodes));
        }
        if (request.spread()) {
            return new Decision.Place(eligible.get(Math.floorMod(turn++, eligible.size())).id());
        }
        for (Candidate node : eligible) {
            if (node.id().equals(request.preferred())) {
                return new Decision.Place(node.id());
            }
        }
        return new Decision.Place(byBytesThenLoad(request, eligible).id());
    }

    /** The same, but on one of the nodes to avoid only if no other can. */
    public Decision place(Request request, List<Candidate> nodes, Set<UUID> avoided) {
        Decision elsewhere =
                place(
                        request,
                        nodes.stream().filter(node -> !avoided.contains(node.id())).toList());
        return elsewhere instanceof Decision.Place ? elsewhere : place(request, nodes);
    }

    private static Candidate byBytesThenLoad(Request request, List<Candidate> eligible) {
        Candidate best = eligible.getFirst();
        long bestBytes = bytes(request, best);
        for (Candidate node : eligible) {
            long bytes = bytes(request, node);
            if (bytes > bestBytes
                    || bytes == bestBytes && effectiveLoad(node) < effectiveLoad(best)) {
                best = node;
                bestBytes = bytes;
            }
        }
        return best;
    }

    private static long bytes(Request request, Candidate node) {
        long bytes = request.inputBytes().getOrDefault(node.id(), 0L);
        return bytes < LOCALITY_BYTES ? 0 : bytes;
    }

    private static double effectiveLoad(Candidate node) {
        return node.local() ? node.load() - LOCAL_PREFERENCE : node.load();
    }

    private static boolean isEligible(Request request, Candidate node) {
        return (request.only() == null || request.only().equals(node.id()))
                && hasAttribute(request, node)
                && node.capacity().covers(request.resources());
    }

    private static boolean hasAttribute(Request request, Candidate node) {
        var attribute = request.attribute();
        return attribute == null
                || attribute.getValue().equals(node.attributes().get(attribute.getKey()));
    }

    private static String whyNone(Request request, List<Candidate> nodes) {
        if (nodes.isEmpty()) {
            return "the cluster has no node that runs tasks. Start a server node, or give this one"
                    + " CPUs";
        }
        var only = request.only();
        List<Candidate> asked =
                only == null
                        ? nodes
                        : nodes.stream().filter(node -> node.id().equals(only)).toList();
        if (asked.isEmpty()) {
            return "node "
                    + only
                    + " is not in the cluster, which has "
                    + some(nodes, node -> node.id() + ": " + node.capacity())
                    + ". Choose one of Wick.nodes()";
        }
        List<Candidate> able = asked.stream().filter(node -> hasAttribute(request, node)).toList();
        var attribute = request.attribute();
        if (able.isEmpty() && attribute != null) {
            String which =
                    only == null ? "no node has" : "node " + only + " is asked for, which lacks";
            return which
                    + " the attribute "
                    + attribute
                    + "; there is "
                    + some(asked, node -> valueOf(node, attribute.getKey()));
        }
        return "it asks for "
                + request.resources()
                + ", and the nodes it may run on have "
                + some(able, node -> node.capacity().toString())
                + ". Ask for less, or start a larger node";
    }

    private static String valueOf(Candidate node, String attribute) {
        String value = node.attributes().get(attribute);
        return value == null ? "a node without it" : attribute + "=" + value;
    }

    /** What nodes have; each only once, and not more than a reader takes in. */
    private static String some(List<Candidate> nodes, Function<Candidate, String> what) {
        List<String> all = nodes.stream().map(what).distinct().toList();
        int more = all.size() - MOST_SHOWN;
        return more <= 0 ? all.toString() : all.subList(0, MOST_SHOWN) + " and " + more + " more";
    }
}
