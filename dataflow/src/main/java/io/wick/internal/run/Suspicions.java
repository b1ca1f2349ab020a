package io.wick.internal.run;

import io.wick.internal.graph.GraphModel;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Which vertices may be what kills nodes, as the owner of a run sees it.
 *
 * <p>What may have been running on a node when it died, as the first attempt of a vertex or as a
 * second one, is suspected; from then on, until it has come to its end somewhere, it is begun only
 * when the owner knows. So the owner knows which suspects were running on the next node that dies,
 * and those run without other suspects beside them afterwards. A vertex is found guilty when it was
 * the only suspect that ran on a node that died, and
 *
 * <ul>
 *   <li>it has now run on {@value #SWIFT} nodes that died within {@value #SWIFT_TICKS} ticks of its
 *       start: with the one that made it suspect, three are lost; or
 *   <li>it has now run on {@value #SURE} nodes that died, however much later.
 * </ul>
 *
 * <p>Where nodes die for another reason, vertices that take long run on many of them. So more is
 * asked for each death within the last {@value #LATE_TICKS} ticks that has nothing to do with the
 * vertex, unless a suspect that ran alone had just been begun there: one node each, up to {@value
 * #MOST_OTHERS}, or twice as many where it was not swift. A node that left in order is somebody's
 * wish, and counts only when it left at once.
 */
final class Suspicions {
    static final int SWIFT = 2;
    static final int SWIFT_TICKS = 20;
    static final int SURE = 4;
    static final int MOST_OTHERS = 3;
    static final int LATE_TICKS = 3000;

    /** What is known of a suspect that ran on a node when that died. */
    private static final class Record {
        final List<UUID> nodes = new ArrayList<>();
        int sure;
        int swift;

        /** When it ran on a node that died, and that says no more. */
        final List<Long> vague = new ArrayList<>();
    }

    /**
     * A vertex that is found guilty.
     *
     * @param nodes that died while it ran there or may have, in that order
     */
    record Poison(int vertex, List<UUID> nodes) {
        /** What ends the run. */
        Instruction instruction(GraphModel graph) {
            String why =
                    "Vertex '"
                            + graph.vertexName(vertex)
                            + "' of graph '"
                            + graph.name()
                            + "' was running on "
                            + nodes.size()
                            + " nodes when they died, the last time alone. It is taken for what"
                            + " kills them and not run again; look at the logs of these nodes: "
                            + nodes;
            return new Instruction.Poisoned(vertex, nodes, why);
        }
    }

    private final BitSet suspects = new BitSet();
    private final List<Evidence.Loss> losses = new ArrayList<>();
    private final Map<Integer, Record> records = new HashMap<>();

    /** Since when a suspect runs, and in which epoch it was begun. */
    private record Begun(long tick, int epoch) {}

    /** By node: the suspects that run there. */
    private final Map<UUID, Map<Integer, Begun>> begun = new HashMap<>();

    /** By node: vertices of which it was asked for second attempts, and that may not be over. */
    private final Map<UUID, BitSet> doubled = new HashMap<>();

    private long ticks;

    /** When nodes have died and no suspect had just been begun alone there. */
    private final List<Long> vague = new ArrayList<>();

    /** Goes on with what an earlier owner knew. */
    void inherit(Evidence evidence) {
        vague.addAll(Collections.nCopies(evidence.deaths(), ticks));
        suspects.or(evidence.suspects());
        losses.addAll(evidence.losses());
        for (Evidence.Charge charge : evidence.charges()) {
            var record = new Record();
            record.nodes.addAll(charge.nodes());
            record.sure = charge.sure();
            record.swift = charge.swift();
            record.vague.addAll(Collections.nCopies(charge.vague(), ticks));
            records.put(charge.vertex(), record);
        }
    }

    /** What is known. */
    Evidence evidence() {
        var charges = new ArrayList<Evidence.Charge>();
        records.forEach(
                (vertex, record) ->
                        charges.add(
                                new Evidence.Charge(
                                        vertex,
                                        List.copyOf(record.nodes),
                                        record.sure,
                                        record.swift,
                                        ofLate(record.vague))));
        return new Evidence(ofLate(vague), (BitSet) suspects.clone(), List.copyOf(losses), charges);
    }

    /** Time passes. */
    void tick() {
        ticks++;
    }

    /** All that are suspected; not to be changed. */
    BitSet all() {
        return suspects;
    }

    /** What is to be heeded in a job with these vertices. */
    Caution caution(int[] vertices, int count) {
        if (suspects.isEmpty()) {
            return Caution.NONE;
        }
        var here = new BitSet();
        var alone = new BitSet();
        for (int i = 0; i < count; i++) {
            here.set(vertices[i], suspects.get(vertices[i]));
            alone.set(vertices[i], records.containsKey(vertices[i]));
        }
        return here.isEmpty() ? Caution.NONE : new Caution(here, alone);
    }

    /** Vertices may have been running on a node when it died. */
    void mayHaveRun(UUID node, BitSet vertices) {
        var fresh = (BitSet) vertices.clone();
        fresh.andNot(suspects);
        if (!fresh.isEmpty()) {
            losses.removeIf(loss -> !loss.vertices().intersects(suspects));
            losses.add(new Evidence.Loss(node, fresh));
            suspects.or(fresh);
        }
    }

    /**
     * A second attempt of a vertex is to begin on a node.
     *
     * @return false when it must not, as the vertex may be what kills nodes
     */
    boolean doubles(int vertex, UUID node) {
        if (suspects.get(vertex)) {
            return false;
        }
        doubled.computeIfAbsent(node, n -> new BitSet()).set(vertex);
        return true;
    }

    /** A suspect is begun on a node; one that is to be alone when the others there are over. */
    void begins(int epoch, UUID node, int vertex) {
        Map<Integer, Begun> here = begun.computeIfAbsent(node, n -> new HashMap<>());
        if (here.putIfAbsent(vertex, new Begun(ticks, epoch)) == null
                && records.containsKey(vertex)) {
            here.entrySet()
                    .removeIf(
                            other -> other.getKey() != vertex && other.getValue().epoch() == epoch);
        }
    }

    /** A suspect has come to its end on a node, which is well. */
    void finished(UUID node, int vertex) {
        Map<Integer, Begun> here = begun.get(node);
        if (here != null && here.remove(vertex) != null) {
            clear(vertex);
        }
    }

    /**
     * A node's job has ended: what it has done is innocent, has no second attempt any more, and
     * only what it promised still runs.
     */
    void reported(UUID node, Event.Report report) {
        Map<Integer, Begun> here = begun.get(node);
        if (here != null) {
            here.keySet().removeIf(vertex -> !report.promised().get(vertex));
        }
        if (!suspects.isEmpty() || !doubled.isEmpty()) {
            var done = (BitSet) report.done().clone();
            done.andNot(report.promised());
            doubled.values().forEach(vertices -> vertices.andNot(done));
            doubled.values().removeIf(BitSet::isEmpty);
            done.and(suspects);
            done.stream().forEach(this::clear);
        }
    }

    private void clear(int vertex) {
        suspects.clear(vertex);
        records.remove(vertex);
        if (suspects.isEmpty()) {
            losses.clear();
        }
    }

    /**
     * A node has died, or has left in order; gives what is guilty of that, if that is clear now.
     */
    @Nullable Poison lost(UUID node, boolean inOrder) {
        Map<Integer, Begun> here = new HashMap<>(begun.getOrDefault(node, Map.of()));
        begun.remove(node);
        here.keySet().removeIf(vertex -> !suspects.get(vertex));
        here.values().removeIf(since -> inOrder && !isSwift(since));
        boolean alone = here.size() == 1;
        boolean explained = alone && isSwift(here.values().iterator().next());
        if (!explained) {
            vague.removeIf(tick -> ticks - tick > LATE_TICKS);
            vague.add(ticks);
        }
        Poison guilty = null;
        for (Map.Entry<Integer, Begun> entry : here.entrySet()) {
            int vertex = entry.getKey();
            Record record = records.computeIfAbsent(vertex, this::open);
            record.nodes.add(node);
            record.sure++;
            record.swift += isSwift(entry.getValue()) ? 1 : 0;
            if (!explained) {
                record.vague.add(ticks);
            }
            if (alone && isGuilty(record)) {
                guilty = new Poison(vertex, List.copyOf(record.nodes));
            }
        }
        BitSet seconds = doubled.remove(node);
        if (seconds != null) {
            mayHaveRun(node, seconds);
        }
        return guilty;
    }

    private boolean isSwift(Begun since) {
        return ticks - since.tick() <= SWIFT_TICKS;
    }

    private Record open(int vertex) {
        var record = new Record();
        for (Evidence.Loss loss : losses) {
            if (loss.vertices().get(vertex)) {
                record.nodes.clear(); // the last one counts: it has ended somewhere in between
                record.nodes.add(loss.node());
            }
        }
        record.vague.add(ticks);
        return record;
    }

    private boolean isGuilty(Record record) {
        int others = Math.clamp((long) ofLate(vague) - ofLate(record.vague), 0, MOST_OTHERS);
        return record.swift >= SWIFT + others || record.sure >= SURE + 2 * others;
    }

    private int ofLate(List<Long> when) {
        return (int) when.stream().filter(tick -> ticks - tick <= LATE_TICKS).count();
    }
}
