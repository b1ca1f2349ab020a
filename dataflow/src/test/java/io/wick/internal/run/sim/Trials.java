package io.wick.internal.run.sim;

import io.wick.internal.run.Caution;
import io.wick.internal.run.Event;
import io.wick.internal.run.Instruction;
import io.wick.internal.run.Probation;

import org.jspecify.annotations.Nullable;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** The suspects of a node's job: those that wait for their turn, and for the word of the owner. */
final class Trials {
    private final UUID me;
    private final Mutation mutation;
    private final Consumer<Event> tell;
    private Probation probation = new Probation(Caution.NONE);
    private int epoch;
    private final Map<Integer, SimNode.Ticket> parked = new LinkedHashMap<>();
    private final Map<Integer, SimNode.Ticket> awaiting = new LinkedHashMap<>();
    private final Set<Integer> inside = new LinkedHashSet<>();
    private final Set<Integer> allowed = new LinkedHashSet<>();

    Trials(UUID me, Mutation mutation, Consumer<Event> tell) {
        this.me = me;
        this.mutation = mutation;
        this.tell = tell;
    }

    /** What a suspect that has what it needs may do. */
    enum Verdict {
        /** It begins. */
        BEGINS,
        /** It keeps what it has until the owner has answered. */
        AWAITS,
        /** It gives back what it has until its turn. */
        PARKS
    }

    /** A job begins: nothing of the one before waits any more. */
    void launched(Instruction.Launch launch) {
        boolean never = mutation == Mutation.NEVER_ALONE;
        Caution caution = launch.caution();
        probation = new Probation(never ? new Caution(caution.suspects(), new BitSet()) : caution);
        epoch = launch.epoch();
        clear();
    }

    /** Nothing waits any more. */
    void clear() {
        parked.clear();
        awaiting.clear();
        inside.clear();
        allowed.clear();
    }

    /** A vertex waits for resources. */
    void ready(int vertex) {
        if (probation.isSuspect(vertex)) {
            probation.ready(vertex);
            if (mutation == Mutation.ASKS_TOO_EARLY) {
                tell.accept(new Event.Begins(epoch, me, vertex));
            }
        }
    }

    /** A vertex has its resources. */
    Verdict arrives(SimNode.Ticket ticket) {
        int vertex = ticket.vertex();
        if (!probation.isSuspect(vertex) || mutation == Mutation.BEGINS_UNASKED) {
            return Verdict.BEGINS;
        }
        if (!probation.enter(vertex)) {
            parked.put(vertex, ticket);
            return Verdict.PARKS;
        }
        inside.add(vertex);
        if (mutation == Mutation.ASKS_TOO_EARLY && allowed.contains(vertex)) {
            return Verdict.BEGINS;
        }
        awaiting.put(vertex, ticket);
        tell.accept(new Event.Begins(epoch, me, vertex));
        return Verdict.AWAITS;
    }

    boolean awaits(SimNode.Ticket ticket) {
        return awaiting.get(ticket.vertex()) == ticket;
    }

    /** Asks again for those that wait for the owner. */
    void askAgain() {
        awaiting.keySet().forEach(vertex -> tell.accept(new Event.Begins(epoch, me, vertex)));
    }

    /** The owner knows: gives what may begin. */
    SimNode.@Nullable Ticket may(int ofEpoch, int vertex) {
        if (ofEpoch != epoch) {
            return null;
        }
        allowed.add(vertex);
        return awaiting.remove(vertex);
    }

    /** A vertex has come to its end: gives those that may try now to {@code again}. */
    void finished(int ofEpoch, int vertex, Consumer<SimNode.Ticket> again) {
        if (ofEpoch != epoch || !probation.isSuspect(vertex)) {
            return;
        }
        tell.accept(new Event.Finished(epoch, me, vertex));
        if (inside.remove(vertex)) {
            probation.leave(vertex, next -> retry(next, again));
        }
    }

    private void retry(int vertex, Consumer<SimNode.Ticket> again) {
        SimNode.Ticket ticket = parked.remove(vertex);
        if (ticket != null) {
            again.accept(ticket);
        }
    }
}
