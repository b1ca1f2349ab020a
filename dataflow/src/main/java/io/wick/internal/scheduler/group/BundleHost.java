package io.wick.internal.scheduler.group;

import io.wick.Resources;
import io.wick.group.GroupId;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * A node's side of groups: what was reserved here, for which round of which group. What an owner
 * has prepared and neither commits nor aborts is given back when its lease ends, or when the owner
 * leaves. Not thread-safe.
 */
public final class BundleHost {
    /** How long prepared bundles wait for the owner's decision. */
    public static final long LEASE_MILLIS = 30_000;

    private final Map<Key, Reservation> reservations = new LinkedHashMap<>();

    /** One reservation. */
    public record Key(GroupId group, int round) {}

    /** Where a reservation stands. */
    public enum Phase {
        /** In line for its resources, at most as long as its owner's patience. */
        WAITING,
        /** Has them, until the lease ends. */
        PREPARED,
        /** Has them until it is removed, or its owner leaves. */
        COMMITTED
    }

    private static final class Reservation {
        final Map<Integer, Resources> bundles;
        Phase phase = Phase.WAITING;

        Reservation(Map<Integer, Resources> bundles) {
            this.bundles = bundles;
        }
    }

    /** An owner wants bundles. */
    public List<GroupInstruction> prepare(GroupMessage.Prepare message) {
        var key = new Key(message.group(), message.round());
        var out = new ArrayList<GroupInstruction>();
        if (reservations.putIfAbsent(key, new Reservation(message.bundles())) != null) {
            return out; // told twice
        }
        out.add(new GroupInstruction.WakeHost(key, Phase.WAITING, message.patienceMillis()));
        out.add(new GroupInstruction.Hold(key, sum(message.bundles().values())));
        return out;
    }

    /** The amounts of a reservation are held. */
    public List<GroupInstruction> held(Key key) {
        Reservation reservation = reservations.get(key);
        if (reservation == null || reservation.phase != Phase.WAITING) {
            return List.of();
        }
        reservation.phase = Phase.PREPARED;
        return List.of(
                new GroupInstruction.Open(key, reservation.bundles),
                new GroupInstruction.WakeHost(key, Phase.PREPARED, LEASE_MILLIS),
                answer(key, true));
    }

    /** The node can never give it. */
    public List<GroupInstruction> refused(Key key) {
        return end(key, Phase.WAITING, answer(key, false));
    }

    /** A time is over; nothing happens when the reservation has gone on meanwhile. */
    public List<GroupInstruction> alarm(Key key, Phase during) {
        return switch (during) {
            case WAITING -> end(key, during, answer(key, false));
            case PREPARED ->
                    end(
                            key,
                            during,
                            new GroupInstruction.Send(
                                    key.group().owner(),
                                    new GroupMessage.Lost(key.group(), key.round())));
            case COMMITTED -> List.of();
        };
    }

    /** The owner keeps it. */
    public void commit(Key key) {
        Reservation reservation = reservations.get(key);
        if (reservation != null) {
            reservation.phase = Phase.COMMITTED;
        }
    }

    /** The owner does not want it. */
    public List<GroupInstruction> abort(Key key) {
        return endAll(key::equals, "its reservation was given up");
    }

    /** The owner has removed the group. */
    public List<GroupInstruction> remove(GroupId group, String why) {
        return endAll(key -> key.group().equals(group), why);
    }

    /** A node left: nobody wants what it has reserved. */
    public List<GroupInstruction> left(UUID owner) {
        return endAll(key -> key.group().owner().equals(owner), "its owner " + owner + " has left");
    }

    /** What is reserved or waits here. */
    public Map<Key, Phase> reservations() {
        var all = new LinkedHashMap<Key, Phase>();
        reservations.forEach((key, reservation) -> all.put(key, reservation.phase));
        return all;
    }

    /** Whether nothing is reserved or waits. */
    public boolean isIdle() {
        return reservations.isEmpty();
    }

    private List<GroupInstruction> end(Key key, Phase during, GroupInstruction told) {
        Reservation reservation = reservations.get(key);
        if (reservation == null || reservation.phase != during) {
            return List.of();
        }
        reservations.remove(key);
        return List.of(new GroupInstruction.Close(key, "its reservation was not kept"), told);
    }

    private List<GroupInstruction> endAll(Predicate<Key> which, String why) {
        var out = new ArrayList<GroupInstruction>();
        for (Key key : reservations.keySet()) {
            if (which.test(key)) {
                out.add(new GroupInstruction.Close(key, why));
            }
        }
        reservations.keySet().removeIf(which);
        return out;
    }

    private static GroupInstruction answer(Key key, boolean reserved) {
        return new GroupInstruction.Send(
                key.group().owner(), new GroupMessage.Prepared(key.group(), key.round(), reserved));
    }

    /** What several bundles need together. */
    public static Resources sum(Iterable<Resources> bundles) {
        var sum = new TreeMap<String, Long>();
        for (Resources bundle : bundles) {
            bundle.amounts().forEach((name, amount) -> sum.merge(name, amount, Long::sum));
        }
        return new Resources(sum);
    }
}
