package io.wick.internal.scheduler.group;

import io.wick.Resources;
import io.wick.group.GroupId;
import io.wick.group.GroupOptions;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The owner's side of one group: reserves all bundles, or those whose node was lost, all or none.
 * Not thread-safe.
 *
 * <pre>
 *  QUEUED ─turn─> ASKING ─rooms─> PREPARING ─all reserved─> PLACED
 *    ^              │                 │                        │
 *    │            no room        not all in time         a node is lost
 *    │              └──> PAUSED <─────┘                        │
 *    └──────────────────────────────────────────────────────────┘
 *                        any ─removed, hopeless─> ENDED
 * </pre>
 */
public final class GroupReservation {
    /** How long nodes may take to say what room they have. */
    static final long ANSWER_MILLIS = 1000;

    /** How often in a row there may be no place for a lost bundle: about half a minute. */
    static final int HOPELESS = 150;

    private static final String LOST_FOR_GOOD =
            "the node of a bundle has left, and other groups and actors hold what that bundle needs"
                    + " elsewhere";
    private static final long FIRST_PATIENCE_MILLIS = 250;
    private static final long MOST_PATIENCE_MILLIS = 4000;
    private static final long FIRST_PAUSE_MILLIS = 10;
    private static final long MOST_PAUSE_MILLIS = 200;

    /** Where it stands. */
    public enum Phase {
        /** In line for its turn. Becomes ASKING. */
        QUEUED,
        /** Has its turn, asks what room there is. Becomes PREPARING, PAUSED. */
        ASKING,
        /** Has asked nodes to reserve. Becomes PLACED, PAUSED. */
        PREPARING,
        /** Could not reserve; asks for its turn again soon. Becomes QUEUED, or ASKING. */
        PAUSED,
        /** All bundles are reserved. Becomes QUEUED when a node is lost. */
        PLACED,
        /** Removed, or hopeless. Final. */
        ENDED
    }

    private final GroupId id;
    private final GroupOptions options;
    private final @Nullable UUID[] placed;
    private final int[] rounds;
    private final Map<UUID, Resources> workers = new LinkedHashMap<>();
    private final Map<UUID, GroupMessage.Room> rooms = new LinkedHashMap<>();
    private final Set<UUID> asked = new HashSet<>();
    private List<UUID> target = List.of();
    private Phase phase = Phase.QUEUED;
    private int round;
    private int step;
    private int failures;
    private int hopeless;
    private boolean everPlaced;

    public GroupReservation(GroupId id, GroupOptions options) {
        this.id = id;
        this.options = options;
        this.placed = new UUID[options.bundles().size()];
        this.rounds = new int[placed.length];
    }

    /** Where it stands. */
    public Phase phase() {
        return phase;
    }

    /** What was asked for. */
    public GroupOptions options() {
        return options;
    }

    /** The node of a bundle; null while it has none. */
    public @Nullable UUID node(int bundle) {
        return phase == Phase.ENDED ? null : placed[bundle];
    }

    /** Why the workers there are can never hold it; null when they can, or nobody knows. */
    public static @Nullable String whyNever(GroupOptions options, List<NodeRoom> workers) {
        List<@Nullable UUID> none = Collections.nCopies(options.bundles().size(), null);
        return whyNever(options, none, workers);
    }

    private static @Nullable String whyNever(
            GroupOptions options, List<@Nullable UUID> placed, List<NodeRoom> workers) {
        var outcome = BundlePlacer.place(options.bundles(), options.strategy(), placed, workers);
        if (outcome.nodes() != null || !outcome.certain()) {
            return null;
        }
        return "its bundles "
                + options.bundles()
                + " ("
                + options.strategy()
                + ") do not fit on the nodes there are, which have "
                + workers.stream().map(worker -> worker.room().toString()).toList()
                + ". Ask for less, or start more or larger nodes";
    }

    /** Begins, with the nodes that run tasks. */
    public List<GroupInstruction> start(List<NodeRoom> nodes) {
        setWorkers(nodes);
        return enter();
    }

    /** Enters the line, which another node may keep from now on. */
    public List<GroupInstruction> enter() {
        if (phase == Phase.PLACED || phase == Phase.ENDED) {
            return List.of();
        }
        var names = new TreeSet<String>();
        for (int i = 0; i < placed.length; i++) {
            if (placed[i] == null) {
                names.addAll(options.bundles().get(i).amounts().keySet());
            }
        }
        return List.of(
                new GroupInstruction.SendToLine(new GroupMessage.Enter(id, names, everPlaced)));
    }

    /** It is its turn. */
    public List<GroupInstruction> turn() {
        return switch (phase) {
            case QUEUED, PAUSED -> ask();
            case ASKING, PREPARING -> List.of(); // a second keeper of the line; hears how it ends
            case PLACED, ENDED ->
                    List.of(new GroupInstruction.SendToLine(new GroupMessage.Leave(id)));
        };
    }

    private List<GroupInstruction> ask() {
        var out = new ArrayList<GroupInstruction>();
        phase = Phase.ASKING;
        round++;
        rooms.clear();
        asked.clear();
        asked.addAll(workers.keySet());
        for (UUID worker : workers.keySet()) {
            out.add(new GroupInstruction.Send(worker, new GroupMessage.AskRoom(id, round)));
        }
        out.add(new GroupInstruction.WakeOwner(++step, ANSWER_MILLIS));
        if (asked.isEmpty()) {
            decide(out);
        }
        return out;
    }

    /** A node says what room it has. */
    public List<GroupInstruction> room(UUID from, GroupMessage.Room message) {
        var out = new ArrayList<GroupInstruction>();
        if (phase == Phase.ASKING && message.round() == round && asked.remove(from)) {
            rooms.put(from, message);
            if (asked.isEmpty()) {
                decide(out);
            }
        }
        return out;
    }

    private void decide(List<GroupInstruction> out) {
        List<@Nullable UUID> stays = Arrays.asList(placed.clone());
        String never = whyNever(options, stays, capacities());
        if (never != null && !everPlaced) {
            end(never, true, out);
            return;
        }
        List<NodeRoom> lasting = new ArrayList<>();
        List<NodeRoom> free = new ArrayList<>();
        rooms.forEach(
                (node, room) -> {
                    lasting.add(new NodeRoom(node, room.lasting()));
                    free.add(new NodeRoom(node, room.free()));
                });
        List<UUID> nodes =
                BundlePlacer.place(options.bundles(), options.strategy(), stays, free).nodes();
        if (nodes == null) {
            nodes =
                    BundlePlacer.place(options.bundles(), options.strategy(), stays, lasting)
                            .nodes();
        }
        if (nodes != null) {
            hopeless = 0;
            prepare(nodes, out);
        } else if (everPlaced && ++hopeless >= HOPELESS) {
            end(never != null ? never : LOST_FOR_GOOD, never != null, out);
        } else {
            pause(BundlePlacer.lacking(options.bundles(), options.strategy(), stays, lasting), out);
        }
    }

    private List<NodeRoom> capacities() {
        var all = new ArrayList<NodeRoom>();
        workers.forEach((node, capacity) -> all.add(new NodeRoom(node, left(node, capacity))));
        return all;
    }

    /** What a node has without the bundles that stay there. */
    private Resources left(UUID node, Resources capacity) {
        var left = new TreeMap<>(capacity.amounts());
        for (int i = 0; i < placed.length; i++) {
            if (node.equals(placed[i])) {
                options.bundles()
                        .get(i)
                        .amounts()
                        .forEach((name, amount) -> left.merge(name, -amount, Long::sum));
            }
        }
        left.replaceAll((name, amount) -> Math.max(0, amount));
        return new Resources(left);
    }

    private void prepare(List<UUID> nodes, List<GroupInstruction> out) {
        phase = Phase.PREPARING;
        target = nodes;
        var perNode = new LinkedHashMap<UUID, Map<Integer, Resources>>();
        for (int i = 0; i < placed.length; i++) {
            if (placed[i] == null) {
                perNode.computeIfAbsent(nodes.get(i), key -> new HashMap<>())
                        .put(i, options.bundles().get(i));
            }
        }
        long patience =
                Math.min(MOST_PATIENCE_MILLIS, FIRST_PATIENCE_MILLIS << Math.min(failures, 10));
        asked.clear();
        asked.addAll(perNode.keySet());
        perNode.forEach(
                (node, bundles) ->
                        out.add(
                                new GroupInstruction.Send(
                                        node,
                                        new GroupMessage.Prepare(id, round, bundles, patience))));
        out.add(new GroupInstruction.WakeOwner(++step, patience + ANSWER_MILLIS));
    }

    /** A node has reserved, or not. */
    public List<GroupInstruction> prepared(UUID from, GroupMessage.Prepared message) {
        var out = new ArrayList<GroupInstruction>();
        if (phase != Phase.PREPARING || message.round() != round) {
            return out;
        }
        if (!message.reserved()) {
            giveUp(out);
        } else if (asked.remove(from) && asked.isEmpty()) {
            commit(out);
        }
        return out;
    }

    private void commit(List<GroupInstruction> out) {
        var nodes = new HashSet<UUID>();
        for (int i = 0; i < placed.length; i++) {
            if (placed[i] == null) {
                placed[i] = target.get(i);
                rounds[i] = round;
                nodes.add(target.get(i));
            }
        }
        for (UUID node : nodes) {
            out.add(new GroupInstruction.Send(node, new GroupMessage.Commit(id, round)));
        }
        phase = Phase.PLACED;
        everPlaced = true;
        failures = 0;
        hopeless = 0;
        step++;
        out.add(new GroupInstruction.SendToLine(new GroupMessage.Leave(id)));
        out.add(new GroupInstruction.Ready(target));
    }

    /** Not all nodes reserve: none shall. */
    private void giveUp(List<GroupInstruction> out) {
        var names = new TreeSet<String>();
        for (UUID node : reserving()) {
            if (workers.containsKey(node)) {
                out.add(new GroupInstruction.Send(node, new GroupMessage.Abort(id, round)));
            }
        }
        for (int i = 0; i < placed.length; i++) {
            if (placed[i] == null) {
                names.addAll(options.bundles().get(i).amounts().keySet());
            }
        }
        pause(names, out);
    }

    private Set<UUID> reserving() {
        var nodes = new HashSet<UUID>();
        for (int i = 0; phase == Phase.PREPARING && i < placed.length; i++) {
            if (placed[i] == null) {
                nodes.add(target.get(i));
            }
        }
        return nodes;
    }

    private void pause(Set<String> lacking, List<GroupInstruction> out) {
        phase = Phase.PAUSED;
        long pause = Math.min(MOST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(failures, 10));
        failures++;
        out.add(new GroupInstruction.SendToLine(new GroupMessage.Pass(id, lacking)));
        out.add(new GroupInstruction.WakeOwner(++step, pause));
    }

    /** A time is over; one that belongs to an earlier step changes nothing. */
    public List<GroupInstruction> alarm(int of) {
        var out = new ArrayList<GroupInstruction>();
        if (of == step) {
            switch (phase) {
                case ASKING -> decide(out); // with those who have answered
                case PREPARING -> giveUp(out);
                case PAUSED -> {
                    phase = Phase.QUEUED;
                    out.add(new GroupInstruction.SendToLine(new GroupMessage.Again(id)));
                }
                case QUEUED, PLACED, ENDED -> {}
            }
        }
        return out;
    }

    /** The nodes that run tasks are these from now on: bundles of others are lost. */
    public List<GroupInstruction> members(List<NodeRoom> nodes) {
        var out = new ArrayList<GroupInstruction>();
        if (phase == Phase.ENDED) {
            return out;
        }
        setWorkers(nodes);
        asked.retainAll(phase == Phase.ASKING ? workers.keySet() : asked);
        rooms.keySet().retainAll(workers.keySet());
        boolean lost = false;
        for (int i = 0; i < placed.length; i++) {
            if (placed[i] != null && !workers.containsKey(placed[i])) {
                placed[i] = null;
                lost = true;
            }
        }
        switch (phase) {
            case PREPARING -> {
                if (lost || !workers.keySet().containsAll(reserving())) {
                    giveUp(out);
                }
            }
            case ASKING -> {
                if (asked.isEmpty()) {
                    decide(out);
                }
            }
            case PLACED -> {
                if (lost) {
                    phase = Phase.QUEUED;
                    out.addAll(enter());
                }
            }
            case QUEUED, PAUSED, ENDED -> {}
        }
        endIfNeverPossible(out);
        return out;
    }

    /** One that waits in line would hear of it late. */
    private void endIfNeverPossible(List<GroupInstruction> out) {
        if (!everPlaced && phase != Phase.ENDED) {
            String never = whyNever(options, Arrays.asList(placed.clone()), capacities());
            if (never != null) {
                end(never, true, out);
            }
        }
    }

    private void setWorkers(List<NodeRoom> nodes) {
        workers.clear();
        nodes.forEach(node -> workers.put(node.node(), node.room()));
    }

    /** A node has given back what it reserved in a round. */
    public List<GroupInstruction> lost(UUID from, GroupMessage.Lost message) {
        var out = new ArrayList<GroupInstruction>();
        boolean lost = false;
        for (int i = 0; i < placed.length; i++) {
            if (from.equals(placed[i]) && rounds[i] == message.round()) {
                placed[i] = null;
                lost = true;
            }
        }
        if (phase == Phase.PREPARING && (lost || message.round() == round)) {
            giveUp(out);
        } else if (phase == Phase.PLACED && lost) {
            phase = Phase.QUEUED;
            out.addAll(enter());
        }
        return out;
    }

    /** It is not wanted any more. */
    public List<GroupInstruction> remove(String why) {
        var out = new ArrayList<GroupInstruction>();
        if (phase != Phase.ENDED) {
            end(why, false, out);
        }
        return out;
    }

    private void end(String why, boolean infeasible, List<GroupInstruction> out) {
        var nodes = reserving();
        Arrays.stream(placed).filter(Objects::nonNull).forEach(nodes::add);
        phase = Phase.ENDED;
        step++;
        for (UUID node : nodes) {
            out.add(new GroupInstruction.Send(node, new GroupMessage.Remove(id, why)));
        }
        out.add(new GroupInstruction.SendToLine(new GroupMessage.Leave(id)));
        out.add(new GroupInstruction.Ended(why, infeasible));
    }
}
