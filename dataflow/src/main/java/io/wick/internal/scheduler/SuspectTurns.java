package io.wick.internal.scheduler;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Says which suspects may begin, and what their loss means. Those that must be alone begin one by
 * one on each node, so that a death has one cause; who has waited long enough begins in company,
 * and a death then accuses none of them for certain. Events in, instructions out; callers serialise
 * access.
 *
 * @param <S> a suspect, by identity; on one node at a time
 */
public final class SuspectTurns<S> {
    private final Map<S, Seat> seats = new HashMap<>();
    private final Map<UUID, ArrayDeque<S>> lines = new HashMap<>();
    private final Map<UUID, Set<S>> running = new HashMap<>();

    private static final class Seat {
        final UUID node;
        final boolean alone;
        boolean begun;
        boolean inCompany;

        Seat(UUID node, boolean alone) {
            this.node = node;
            this.alone = alone;
        }
    }

    /**
     * A suspect asks whether it may begin on a node.
     *
     * @param alone whether it must be the only one of its kind there
     * @return whether it may; else it is named by {@link #ended} later, or goes on by {@link
     *     #waitedEnough}
     */
    public boolean asks(S suspect, UUID node, boolean alone) {
        var seat = new Seat(node, alone);
        seats.put(suspect, seat);
        if (alone && running.containsKey(node)) {
            lines.computeIfAbsent(node, key -> new ArrayDeque<>()).add(suspect);
            return false;
        }
        begin(suspect, seat);
        return true;
    }

    private void begin(S suspect, Seat seat) {
        seat.begun = true;
        if (seat.alone) {
            running.computeIfAbsent(seat.node, key -> new HashSet<>()).add(suspect);
        }
    }

    /** It has waited for so long that it begins in company; false when it does not wait. */
    public boolean waitedEnough(S suspect) {
        Seat seat = seats.get(suspect);
        if (seat == null || !leavesLine(suspect, seat)) {
            return false;
        }
        begin(suspect, seat);
        for (S other : running.getOrDefault(seat.node, Set.of())) {
            Seat company = seats.get(other);
            if (company != null) {
                company.inCompany = true;
            }
        }
        return true;
    }

    private boolean leavesLine(S suspect, Seat seat) {
        ArrayDeque<S> line = lines.get(seat.node);
        if (line == null || !line.remove(suspect)) {
            return false;
        }
        if (line.isEmpty()) {
            lines.remove(seat.node);
        }
        return true;
    }

    /** A node is gone: who waits there does not begin any more. */
    public void left(UUID node) {
        lines.remove(node);
    }

    /** What it means that a suspect's node is gone; asked before {@link #ended}. */
    public Suspicion.Loss lossOf(S suspect) {
        Seat seat = seats.get(suspect);
        if (seat == null || !seat.begun) {
            return Suspicion.Loss.NOT_BEGUN;
        }
        return seat.inCompany ? Suspicion.Loss.PERHAPS_BEGUN : Suspicion.Loss.BEGUN;
    }

    /**
     * A suspect is not there any more, be it done, cancelled or lost.
     *
     * @return who may begin now, or null
     */
    public @Nullable S ended(S suspect) {
        Seat seat = seats.remove(suspect);
        if (seat == null || leavesLine(suspect, seat)) {
            return null;
        }
        Set<S> there = running.get(seat.node);
        if (there == null || !there.remove(suspect) || !there.isEmpty()) {
            return null;
        }
        running.remove(seat.node);
        return nextAt(seat.node);
    }

    private @Nullable S nextAt(UUID node) {
        ArrayDeque<S> line = lines.get(node);
        S next = line == null ? null : line.peek();
        Seat seat = next == null ? null : seats.get(next);
        if (next == null || seat == null) {
            return null;
        }
        leavesLine(next, seat);
        begin(next, seat);
        return next;
    }

    /** Whether nobody is known. */
    public boolean isEmpty() {
        return seats.isEmpty() && lines.isEmpty() && running.isEmpty();
    }
}
