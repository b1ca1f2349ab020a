package io.wick.ignite.internal.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** The meters of an epoch, one per worker at a time. Thread-safe. */
final class Meters {
    private final int stages;
    private final List<Meter> all = new ArrayList<>();
    private final ArrayDeque<Meter> free = new ArrayDeque<>();

    /**
     * @param stages of the graph
     */
    Meters(int stages) {
        this.stages = stages;
    }

    /** A meter for one worker, read when the epoch ends. */
    synchronized Meter take() {
        Meter meter = free.poll();
        if (meter == null) {
            meter = new Meter(stages);
            all.add(meter);
        }
        return meter;
    }

    /** A worker goes: another may go on with its meter. */
    synchronized void giveBack(Meter part) {
        free.add(part);
    }

    /** The vertices of the graph that have run, given those of the program by value. */
    synchronized BitSet finished(int[] vertex) {
        var finished = new BitSet();
        all.forEach(part -> part.eachFinished(v -> finished.set(vertex[v])));
        return finished;
    }

    synchronized Meter sum() {
        var sum = new Meter(stages);
        all.forEach(sum::add);
        return sum;
    }
}
