package io.wick.internal.run.sim;

import org.jspecify.annotations.Nullable;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The values that a node has of a run, and who was sent them. */
final class Values {
    /** When a value is dropped that no vertex here will take any more. */
    enum Keeping {
        /** When the run is over. */
        ALWAYS,
        /** When those it was sent to have said that they got it. */
        UNTIL_GOT,
        /** When it was sent; good where nothing gets lost between nodes that live. */
        UNTIL_SENT
    }

    private static final UUID OWNER = new UUID(0, 0);

    private final Keeping keeping;
    private final Map<Integer, Long> values = new HashMap<>();

    /** By vertex: those who have not said that they got its value in this epoch. */
    private final Map<Integer, Set<UUID>> underWay = new HashMap<>();

    Values(Keeping keeping) {
        this.keeping = keeping;
    }

    boolean has(int vertex) {
        return values.containsKey(vertex);
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    long get(int vertex) {
        Long value = values.get(vertex);
        if (value == null) {
            throw new Violation("a node lacks the value of vertex " + vertex);
        }
        return value;
    }

    void put(int vertex, long value) {
        values.put(vertex, value);
    }

    void remove(int vertex) {
        values.remove(vertex);
    }

    void clear() {
        values.clear();
    }

    /** A new epoch begins. */
    void forgetUnderWay() {
        underWay.clear();
    }

    /** A value goes to a node, or to the owner as a result (null). */
    void sent(int vertex, @Nullable UUID to) {
        if (keeping == Keeping.UNTIL_GOT) {
            underWay.computeIfAbsent(vertex, v -> new HashSet<>()).add(to == null ? OWNER : to);
        }
    }

    /** It has it. */
    void got(int vertex, @Nullable UUID by) {
        Set<UUID> others = underWay.get(vertex);
        if (others != null) {
            others.remove(by == null ? OWNER : by);
        }
    }

    /** No vertex here will take it any more. */
    void drop(int vertex) {
        boolean may =
                switch (keeping) {
                    case ALWAYS -> false;
                    case UNTIL_GOT -> underWay.getOrDefault(vertex, Set.of()).isEmpty();
                    case UNTIL_SENT -> true;
                };
        if (may) {
            values.remove(vertex);
        }
    }

    /** The vertices whose values are here. */
    BitSet vertices() {
        var vertices = new BitSet();
        values.keySet().forEach(vertices::set);
        return vertices;
    }
}
