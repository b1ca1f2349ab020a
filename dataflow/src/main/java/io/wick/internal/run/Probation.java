package io.wick.internal.run;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.function.IntConsumer;

/**
 * The suspects of a job on its node: which of them may be begun now. Those that are to be alone go
 * first, one after the other; while one of them is ready, no other suspect begins. Vertices without
 * suspicion are not looked at. Thread-safe.
 */
public final class Probation {
    private final Caution caution;

    /** Suspects that are to be alone, from when they are ready until they have left. */
    private final BitSet aloneReady = new BitSet();

    private final ArrayDeque<Integer> aloneParked = new ArrayDeque<>();
    private final ArrayDeque<Integer> parked = new ArrayDeque<>();
    private int inside;

    public Probation(Caution caution) {
        this.caution = caution;
    }

    /** Whether a vertex is to ask before it begins. */
    public boolean isSuspect(int vertex) {
        return caution.suspects().get(vertex);
    }

    /** A suspect waits for nothing but its turn. */
    public synchronized void ready(int vertex) {
        if (caution.alone().get(vertex)) {
            aloneReady.set(vertex);
        }
    }

    /**
     * A suspect has what it needs to run. It goes in, and is to {@link #leave}; or false, and is
     * given to somebody's {@code again} when it may try once more.
     */
    public synchronized boolean enter(int vertex) {
        boolean alone = caution.alone().get(vertex);
        if (alone ? inside > 0 : !aloneReady.isEmpty()) {
            (alone ? aloneParked : parked).add(vertex);
            return false;
        }
        inside++;
        return true;
    }

    /** A suspect that was in has ended, or was given up. */
    public void leave(int vertex, IntConsumer again) {
        var next = new ArrayDeque<Integer>();
        synchronized (this) {
            inside--;
            aloneReady.clear(vertex);
            if (inside == 0 && !aloneParked.isEmpty()) {
                next.add(aloneParked.remove());
            } else if (aloneReady.isEmpty()) {
                next.addAll(parked);
                parked.clear();
            }
        }
        next.forEach(again::accept);
    }
}
