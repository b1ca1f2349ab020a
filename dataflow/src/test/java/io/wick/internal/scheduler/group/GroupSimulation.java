package io.wick.internal.scheduler.group;

import io.wick.Resources;
import io.wick.group.GroupId;
import io.wick.group.GroupOptions;
import io.wick.group.Strategy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * Nodes that reserve groups over links that keep order, with messages that come twice, nodes that
 * die and nodes that freeze; all from a seed. Time moves when nothing else is to be done.
 */
final class GroupSimulation {
    private final SplittableRandom random;
    private final Map<UUID, SimulatedNode> nodes = new LinkedHashMap<>();
    private final Map<Link, ArrayDeque<GroupMessage>> links = new LinkedHashMap<>();
    private final PriorityQueue<Alarm> alarms = new PriorityQueue<>();
    private final List<GroupId> made = new ArrayList<>();
    private long now;
    private long order;
    private int numbers;

    private record Link(UUID from, UUID to) {}

    private record Alarm(long at, long order, SimulatedNode node, Runnable event)
            implements Comparable<Alarm> {
        @Override
        public int compareTo(Alarm other) {
            int byTime = Long.compare(at, other.at);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    GroupSimulation(long seed, int size) {
        random = new SplittableRandom(seed);
        for (int i = 0; i < size; i++) {
            var amount = Resources.NONE.cpus(1 + random.nextInt(4)).gpus(random.nextInt(3));
            var node = new SimulatedNode(this, new UUID(0, i), amount);
            nodes.put(node.id, node);
        }
        for (SimulatedNode node : nodes.values()) {
            nodes.values().forEach(other -> node.known.put(other.id, other.capacity));
        }
    }

    long now() {
        return now;
    }

    void send(UUID from, UUID to, GroupMessage message) {
        links.computeIfAbsent(new Link(from, to), key -> new ArrayDeque<>()).add(message);
    }

    void later(SimulatedNode node, long millis, Runnable event) {
        alarms.add(new Alarm(now + millis, order++, node, event));
    }

    List<SimulatedNode> living() {
        return nodes.values().stream().filter(node -> !node.dead).toList();
    }

    private SimulatedNode any() {
        List<SimulatedNode> living = living();
        return living.get(random.nextInt(living.size()));
    }

    /** Groups come and go, tasks run, nodes die and freeze. */
    void storm(int steps) {
        for (int i = 0; i < steps; i++) {
            int dice = random.nextInt(1000);
            if (dice < 60) {
                create();
            } else if (dice < 100) {
                removeSome();
            } else if (dice < 140) {
                any().startTask(
                                ++numbers,
                                Resources.NONE.cpus(0.5 + random.nextInt(2) / 2.0),
                                random.nextInt(3000));
            } else if (dice < 143 && living().size() > 2) {
                kill(any());
            } else if (dice < 146) {
                freeze(any(), random.nextInt(60_000));
            } else {
                step();
            }
        }
    }

    private void freeze(SimulatedNode node, long millis) {
        node.pausedUntil = now + millis;
        later(node, millis, () -> {}); // time must come so far
    }

    private void create() {
        SimulatedNode owner = any();
        if (owner.pausedUntil > now) {
            return;
        }
        var bundles = new ArrayList<Resources>();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            bundles.add(
                    Resources.NONE
                            .cpus((1 + random.nextInt(4)) / 2.0)
                            .gpus(random.nextInt(4) == 0 ? 1 : 0));
        }
        var strategy = Strategy.values()[random.nextInt(4)];
        var id = new GroupId(owner.id, ++numbers);
        if (owner.create(id, new GroupOptions("group " + numbers, bundles, strategy)) != null) {
            made.add(id);
        }
    }

    private void removeSome() {
        if (!made.isEmpty()) {
            GroupId group = made.remove(random.nextInt(made.size()));
            SimulatedNode owner = node(group.owner());
            if (!owner.dead && owner.pausedUntil <= now) {
                owner.remove(group);
            } else {
                made.add(group);
            }
        }
    }

    private SimulatedNode node(UUID id) {
        SimulatedNode node = nodes.get(id);
        if (node == null) {
            throw new AssertionError("No node " + id);
        }
        return node;
    }

    /** The others hear of it one by one. */
    private void kill(SimulatedNode node) {
        node.dead = true;
        for (SimulatedNode other : living()) {
            later(
                    other,
                    random.nextInt(500),
                    () -> {
                        links.remove(new Link(node.id, other.id));
                        other.left(node.id);
                    });
        }
    }

    /** One message, or the next alarm. */
    private boolean step() {
        List<Link> open = new ArrayList<>();
        links.forEach(
                (link, messages) -> {
                    SimulatedNode to = node(link.to);
                    if (!messages.isEmpty() && !to.dead && to.pausedUntil <= now) {
                        open.add(link);
                    }
                });
        Alarm next = alarms.peek();
        if (open.isEmpty() && next == null) {
            return false;
        }
        if (open.isEmpty() || next != null && next.at <= now + random.nextInt(3)) {
            fire(alarms.remove());
        } else {
            Link link = open.get(random.nextInt(open.size()));
            ArrayDeque<GroupMessage> messages = links.get(link);
            GroupMessage message = messages == null ? null : messages.poll();
            if (message != null && node(link.to).known.containsKey(link.from)) {
                node(link.to).handle(link.from, message);
                if (random.nextInt(20) == 0) {
                    node(link.to).handle(link.from, message);
                }
            }
        }
        living().forEach(SimulatedNode::check);
        return true;
    }

    private void fire(Alarm alarm) {
        if (alarm.node.dead) {
            return;
        }
        now = Math.max(now, alarm.at);
        if (alarm.node.pausedUntil > now) {
            alarms.add(new Alarm(alarm.node.pausedUntil, order++, alarm.node, alarm.event));
        } else {
            alarm.event.run();
        }
    }

    /** Goes on in calm until this holds; false when it does not in an hour of its time. */
    boolean calmUntil(BooleanSupplier condition) {
        long limit = now + 3_600_000;
        while (!condition.getAsBoolean()) {
            if (now > limit || !step()) {
                return condition.getAsBoolean();
            }
        }
        return true;
    }

    /** Goes on for some time. */
    void calm(long millis) {
        long until = now + millis;
        later(any(), millis, () -> {});
        while (now < until && step()) {}
    }

    /** All groups there are, in the order in which they were made. */
    Map<GroupId, GroupReservation> groups() {
        var all = new LinkedHashMap<GroupId, GroupReservation>();
        living().forEach(node -> all.putAll(node.owned));
        return all;
    }

    void remove(GroupId group) {
        node(group.owner()).remove(group);
    }

    /** Whether nothing is held, waits, or stands in a line. */
    boolean isEmpty() {
        return living().stream()
                .allMatch(
                        node ->
                                node.ledger.isIdle()
                                        && node.host.isIdle()
                                        && node.admission.isEmpty()
                                        && node.turns.isEmpty());
    }

    /** What is wrong with who holds what, when all is calm; empty when nothing is. */
    String faults() {
        var faults = new StringBuilder();
        Map<GroupId, GroupReservation> groups = groups();
        for (SimulatedNode node : living()) {
            for (BundleHost.Key key : node.held.keySet()) {
                GroupReservation group = groups.get(key.group());
                if (group == null || !isThere(group, node.id)) {
                    faults.append(node.id).append(" holds ").append(key).append(" for nobody; ");
                }
            }
        }
        groups.forEach(
                (id, group) -> {
                    for (int i = 0; i < group.options().bundles().size(); i++) {
                        UUID at = group.node(i);
                        if (at != null
                                && node(at).held.keySet().stream()
                                        .noneMatch(key -> key.group().equals(id))) {
                            faults.append(id).append(" thinks it has ").append(at).append("; ");
                        }
                    }
                });
        return faults.toString();
    }

    private static boolean isThere(GroupReservation group, UUID node) {
        for (int i = 0; i < group.options().bundles().size(); i++) {
            if (node.equals(group.node(i))) {
                return true;
            }
        }
        return false;
    }

    /** The longest that something is held without being kept, in milliseconds. */
    long longestUndecided() {
        return living().stream()
                .filter(node -> node.pausedUntil <= now)
                .flatMap(node -> node.heldSince.values().stream())
                .mapToLong(since -> now - since)
                .max()
                .orElse(0);
    }
}
