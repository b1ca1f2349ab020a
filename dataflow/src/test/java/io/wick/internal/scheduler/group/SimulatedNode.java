package io.wick.internal.scheduler.group;

import io.wick.Resources;
import io.wick.group.GroupId;
import io.wick.group.GroupOptions;
import io.wick.internal.scheduler.AdmissionQueue;
import io.wick.internal.scheduler.ResourceLedger;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** A node of {@link GroupSimulation}: what the engine has beside the decisions, in memory. */
final class SimulatedNode {
    final UUID id;
    final Resources capacity;
    final ResourceLedger ledger;
    final AdmissionQueue<Object> admission;
    final BundleHost host = new BundleHost();
    final GroupTurns turns = new GroupTurns();
    final Map<GroupId, GroupReservation> owned = new LinkedHashMap<>();
    final Map<BundleHost.Key, Resources> waiting = new HashMap<>();
    final Map<BundleHost.Key, Resources> held = new HashMap<>();
    final Map<BundleHost.Key, Long> heldSince = new HashMap<>();
    final Map<Integer, Resources> tasks = new HashMap<>();
    final Map<UUID, Resources> known = new LinkedHashMap<>();
    private final GroupSimulation world;
    boolean dead;
    long pausedUntil;

    SimulatedNode(GroupSimulation world, UUID id, Resources capacity) {
        this.world = world;
        this.id = id;
        this.capacity = capacity;
        this.ledger = new ResourceLedger(capacity);
        this.admission = new AdmissionQueue<>(ledger);
    }

    private UUID keeper() {
        return known.keySet().stream().min(UUID::compareTo).orElse(id);
    }

    private List<NodeRoom> workers() {
        return known.entrySet().stream()
                .map(entry -> new NodeRoom(entry.getKey(), entry.getValue()))
                .toList();
    }

    @Nullable GroupReservation create(GroupId group, GroupOptions options) {
        if (GroupReservation.whyNever(options, workers()) != null) {
            return null;
        }
        var reservation = new GroupReservation(group, options);
        owned.put(group, reservation);
        carryOut(group, reservation.start(workers()));
        return reservation;
    }

    void remove(GroupId group) {
        GroupReservation reservation = owned.get(group);
        if (reservation != null) {
            carryOut(group, reservation.remove("it was removed"));
        }
    }

    void left(UUID node) {
        UUID before = keeper();
        known.remove(node);
        carryOut(new GroupId(node, 0), host.left(node));
        giveTurn(turns.left(node));
        for (GroupId group : List.copyOf(owned.keySet())) {
            GroupReservation reservation = owned.get(group);
            if (reservation != null) {
                carryOut(group, reservation.members(workers()));
                if (!before.equals(keeper())) {
                    carryOut(group, reservation.enter());
                }
            }
        }
    }

    void handle(UUID from, GroupMessage message) {
        GroupId id = message.group();
        GroupReservation own = owned.get(id);
        switch (message) {
            case GroupMessage.Enter enter ->
                    giveTurn(turns.enter(id, enter.names(), enter.holds()));
            case GroupMessage.Pass pass -> giveTurn(turns.pass(id, pass.lacking()));
            case GroupMessage.Again _ -> giveTurn(turns.again(id));
            case GroupMessage.Leave _ -> giveTurn(turns.leave(id));
            case GroupMessage.AskRoom ask ->
                    world.send(
                            this.id,
                            from,
                            new GroupMessage.Room(id, ask.round(), free(), lasting()));
            case GroupMessage.Prepare prepare -> carryOut(id, host.prepare(prepare));
            case GroupMessage.Commit commit -> {
                var key = new BundleHost.Key(id, commit.round());
                heldSince.remove(key);
                host.commit(key);
            }
            case GroupMessage.Abort abort ->
                    carryOut(id, host.abort(new BundleHost.Key(id, abort.round())));
            case GroupMessage.Remove remove -> carryOut(id, host.remove(id, remove.why()));
            case GroupMessage.Turn _ -> {
                if (own == null) {
                    world.send(this.id, from, new GroupMessage.Leave(id));
                } else {
                    carryOut(id, own.turn());
                }
            }
            case GroupMessage.Room room ->
                    carryOut(id, own == null ? List.of() : own.room(from, room));
            case GroupMessage.Prepared prepared ->
                    carryOut(id, own == null ? List.of() : own.prepared(from, prepared));
            case GroupMessage.Lost lost ->
                    carryOut(id, own == null ? List.of() : own.lost(from, lost));
            case GroupMessage.Where _,
                    GroupMessage.At _,
                    GroupMessage.Gone _,
                    GroupMessage.AskRemove _ -> {}
        }
    }

    private void giveTurn(@Nullable GroupId next) {
        if (next != null) {
            world.send(id, next.owner(), new GroupMessage.Turn(next));
        }
    }

    private void carryOut(GroupId group, List<GroupInstruction> instructions) {
        for (GroupInstruction instruction : instructions) {
            switch (instruction) {
                case GroupInstruction.Send send -> world.send(id, send.node(), send.message());
                case GroupInstruction.SendToLine send -> world.send(id, keeper(), send.message());
                case GroupInstruction.WakeOwner wake ->
                        world.later(
                                this,
                                wake.millis(),
                                () -> {
                                    GroupReservation of = owned.get(group);
                                    if (of != null) {
                                        carryOut(group, of.alarm(wake.step()));
                                    }
                                });
                case GroupInstruction.Ready _ -> {}
                case GroupInstruction.Ended _ -> owned.remove(group);
                case GroupInstruction.Hold hold -> {
                    if (capacity.covers(hold.amount())) {
                        waiting.put(hold.key(), hold.amount());
                        admission.add(hold.amount(), hold.key());
                        admit();
                    } else {
                        carryOut(group, host.refused(hold.key()));
                    }
                }
                case GroupInstruction.WakeHost wake ->
                        world.later(
                                this,
                                wake.millis(),
                                () -> carryOut(group, host.alarm(wake.key(), wake.during())));
                case GroupInstruction.Open _ -> {}
                case GroupInstruction.Close close -> giveBack(close.key());
            }
        }
    }

    private void giveBack(BundleHost.Key key) {
        heldSince.remove(key);
        Resources waits = waiting.remove(key);
        if (waits != null) {
            admission.cancel(waits, key);
        }
        Resources has = held.remove(key);
        if (has != null) {
            admission.release(has);
        }
        admit();
    }

    void startTask(int number, Resources amount, long millis) {
        tasks.put(-number, amount);
        admission.add(amount, new Task(number, amount, millis));
        admit();
    }

    private record Task(int number, Resources amount, long millis) {}

    private void admit() {
        for (Object ticket : admission.admit()) {
            switch (ticket) {
                case Task task -> {
                    tasks.remove(-task.number);
                    tasks.put(task.number, task.amount);
                    world.later(
                            this,
                            task.millis,
                            () -> {
                                tasks.remove(task.number);
                                admission.release(task.amount);
                                admit();
                            });
                }
                case BundleHost.Key key -> {
                    Resources amount = waiting.remove(key);
                    if (amount == null) {
                        throw new AssertionError(key + " was admitted but does not wait");
                    }
                    held.put(key, amount);
                    heldSince.put(key, world.now());
                    world.later(this, 0, () -> carryOut(key.group(), host.held(key)));
                }
                default -> throw new AssertionError(ticket);
            }
        }
    }

    private Resources free() {
        var free = new TreeMap<String, Long>();
        capacity.amounts().keySet().forEach(name -> free.put(name, ledger.free(name)));
        return new Resources(free);
    }

    private Resources lasting() {
        var left = new TreeMap<>(capacity.amounts());
        held.values()
                .forEach(
                        amount ->
                                amount.amounts()
                                        .forEach((name, of) -> left.merge(name, -of, Long::sum)));
        return new Resources(left);
    }

    /** What the ledger says is held is what bundles and running tasks hold, no more, no less. */
    void check() {
        for (String name : capacity.amounts().keySet()) {
            long sum = held.values().stream().mapToLong(amount -> amount.thousandths(name)).sum();
            for (var task : tasks.entrySet()) {
                sum += task.getKey() > 0 ? task.getValue().thousandths(name) : 0;
            }
            if (sum != capacity.thousandths(name) - ledger.free(name)
                    || sum > capacity.thousandths(name)) {
                throw new AssertionError(
                        "Node "
                                + id
                                + " holds "
                                + sum
                                + " of "
                                + name
                                + ", its ledger has "
                                + ledger.free(name)
                                + " free of "
                                + capacity);
            }
        }
    }
}
