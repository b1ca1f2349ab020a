package io.wick.internal.run;

import io.wick.Placement;
import io.wick.Resources;
import io.wick.internal.graph.GraphModel;
import io.wick.internal.graph.Stage;
import io.wick.internal.planner.Site;
import io.wick.internal.scheduler.Stragglers;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Which vertices of a run get a second attempt, and where. It is told by the nodes how they get on,
 * and compares a vertex with all others of its stage, on whatever node: a node that is slow as a
 * whole would never stand out against itself. Events in, instructions out; callers serialise access
 * and say what time it is.
 *
 * <p>The rule is that of {@link Stragglers}, but for what must have finished: as the size of a
 * stage is known, and second attempts begin only where a CPU has nothing to do, half of it is
 * enough.
 */
public final class SecondAttempts {
    /** Such a share of a stage must have its values. */
    static final double QUANTILE = 0.5;

    /** And so many vertices of it. */
    static final int FINISHED = 3;

    /** A node that does not say that it has heard is asked again after this. */
    static final long AGAIN_NANOS = 1_000_000_000;

    /** After such a time a second attempt shows in what its node says is free. */
    static final long SEEN_NANOS = 300_000_000;

    private final GraphModel graph;
    private final Map<UUID, Node> nodes = new LinkedHashMap<>();

    /** By stage, then by node. */
    private final Map<Integer, Map<UUID, Pace.Took>> took = new HashMap<>();

    /** By vertex: second attempts that were asked for and have not ended. */
    private final Map<Integer, Asked> asked = new LinkedHashMap<>();

    /**
     * A second attempt that is to begin.
     *
     * @param vertex its number in the graph
     * @param node where the vertex runs or waits
     * @param to where the second attempt is to run
     */
    public record Second(int vertex, UUID node, UUID to) {}

    private record Node(Resources free, long at, Map<Integer, Attempt> attempts) {}

    private record Attempt(long since, boolean doubled) {}

    private record Asked(Second second, long at) {}

    /** A time, and how many vertices it stands for. */
    private record Time(long nanos, double weight) {}

    /** Of a run of this graph. */
    public SecondAttempts(GraphModel graph) {
        this.graph = graph;
    }

    /**
     * A node tells how it gets on.
     *
     * @throws IllegalArgumentException when it tells of what the graph does not have
     */
    public void told(UUID node, Pace pace, long now) {
        check(pace);
        var attempts = new LinkedHashMap<Integer, Attempt>();
        for (Pace.Attempt attempt : pace.attempts()) {
            attempts.put(attempt.vertex(), new Attempt(now - attempt.nanos(), attempt.doubled()));
        }
        nodes.put(node, new Node(pace.free(), now, attempts));
        for (Pace.Took stage : pace.stages()) {
            took.computeIfAbsent(stage.stage(), id -> new LinkedHashMap<>()).put(node, stage);
        }
        asked.values()
                .removeIf(
                        known ->
                                known.second.node().equals(node)
                                        && !attempts.containsKey(known.second.vertex()));
    }

    private void check(Pace pace) {
        for (Pace.Took stage : pace.stages()) {
            if (stage.stage() < 0 || stage.stage() >= graph.stages().size()) {
                throw new IllegalArgumentException("There is no stage " + stage.stage());
            }
        }
        for (Pace.Attempt attempt : pace.attempts()) {
            if (attempt.vertex() < 0 || attempt.vertex() >= graph.size()) {
                throw new IllegalArgumentException("There is no vertex " + attempt.vertex());
            }
        }
    }

    /** Whether there is anything that {@link #due} could be about. */
    public boolean isAnyUnderWay() {
        return nodes.values().stream().anyMatch(node -> !node.attempts.isEmpty());
    }

    /**
     * The second attempts that are to begin now. They count as asked for, so that the next call
     * does not name them again soon.
     *
     * @param sites the nodes that run vertices now
     * @param without vertices that get none, as they may be what kills nodes
     */
    public List<Second> due(List<Site> sites, BitSet without, long now) {
        Set<UUID> here = new HashSet<>();
        sites.forEach(site -> here.add(site.id()));
        nodes.keySet().retainAll(here);
        asked.values().removeIf(known -> !here.contains(known.second.node()));
        var due = new ArrayList<Second>();
        var from = new HashMap<Integer, Long>();
        nodes.forEach(
                (id, node) ->
                        node.attempts.forEach(
                                (vertex, attempt) -> {
                                    if (!without.get(vertex)
                                            && isFree(vertex, attempt, now)
                                            && now - attempt.since
                                                    > from.computeIfAbsent(
                                                            graph.stageOf()[vertex],
                                                            this::slowFrom)) {
                                        UUID to = roomiest(sites, id, graph.stage(vertex));
                                        if (to != null) {
                                            var second = new Second(vertex, id, to);
                                            asked.put(vertex, new Asked(second, now));
                                            due.add(second);
                                        }
                                    }
                                }));
        return due;
    }

    private boolean isFree(int vertex, Attempt attempt, long now) {
        Asked before = asked.get(vertex);
        return !attempt.doubled && (before == null || now - before.at > AGAIN_NANOS);
    }

    /** What a vertex of a stage has to take to be slow; no vertex does while too few are known. */
    private long slowFrom(int stage) {
        long finished = 0;
        var times = new ArrayList<Time>();
        for (Pace.Took of : took.getOrDefault(stage, Map.of()).values()) {
            finished += of.finished();
            double weight = (double) of.finished() / of.nanos().size();
            of.nanos().forEach(nanos -> times.add(new Time(nanos, weight)));
        }
        boolean known =
                finished >= FINISHED && finished >= QUANTILE * graph.stages().get(stage).count();
        return known && !times.isEmpty()
                ? Math.max(Stragglers.FLOOR_NANOS, (long) (Stragglers.MULTIPLIER * median(times)))
                : Long.MAX_VALUE;
    }

    private static long median(List<Time> times) {
        times.sort(Comparator.comparingLong(Time::nanos));
        double half = times.stream().mapToDouble(Time::weight).sum() / 2;
        double sum = 0;
        for (Time time : times) {
            sum += time.weight;
            if (sum > half) {
                return time.nanos;
            }
        }
        return times.getLast().nanos;
    }

    /** The other node with most CPUs free that can run a vertex at once; null for none. */
    private @Nullable UUID roomiest(List<Site> sites, UUID than, Stage stage) {
        Site best = null;
        long most = -1;
        for (Site site : sites) {
            if (site.id().equals(than) || !isAllowed(stage, site)) {
                continue;
            }
            Resources room = room(site);
            long cpus = room.thousandths(Resources.CPU);
            if (room.covers(stage.options().resources()) && cpus > most) {
                best = site;
                most = cpus;
            }
        }
        return best == null ? null : best.id();
    }

    private static boolean isAllowed(Stage stage, Site site) {
        return !(stage.options().placement()
                        instanceof Placement.WithAttribute(String name, String value))
                || value.equals(site.attributes().get(name));
    }

    /**
     * What a node says is free, or all it has if it says nothing, without what it was given since.
     */
    private Resources room(Site site) {
        Node node = nodes.get(site.id());
        var left = new HashMap<>((node == null ? site.capacity() : node.free).amounts());
        for (Asked known : asked.values()) {
            boolean seen = node != null && node.at - known.at > SEEN_NANOS;
            if (known.second.to().equals(site.id()) && !seen) {
                Resources held = graph.stage(known.second.vertex()).options().resources();
                held.amounts()
                        .forEach(
                                (name, amount) ->
                                        left.computeIfPresent(
                                                name, (n, now) -> Math.max(0, now - amount)));
            }
        }
        return new Resources(left);
    }
}
