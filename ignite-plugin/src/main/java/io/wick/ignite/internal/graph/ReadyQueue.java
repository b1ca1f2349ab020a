package io.wick.ignite.internal.graph;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Vertices that may run. Lock-free, for any number of threads. Each vertex of a program is added at
 * most once, so an array of their number never wraps around.
 */
final class ReadyQueue {
    private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);
    private static final VarHandle INTS = MethodHandles.arrayElementVarHandle(int[].class);

    /** Places of the two counters, on cache lines of their own. */
    private static final int HEAD = 16;

    private static final int TAIL = 40;

    private final long[] counters = new long[64];

    /** A vertex plus one, or 0 while it is being added. */
    private final int[] slots;

    ReadyQueue(int capacity) {
        slots = new int[capacity];
    }

    void add(int vertex) {
        long at = (long) LONGS.getAndAdd(counters, TAIL, 1L);
        INTS.setRelease(slots, (int) at, vertex + 1);
    }

    /** The vertex that waits longest, or -1. */
    int poll() {
        long head = (long) LONGS.getVolatile(counters, HEAD);
        while (head < (long) LONGS.getVolatile(counters, TAIL)) {
            long now = (long) LONGS.compareAndExchange(counters, HEAD, head, head + 1);
            if (now == head) {
                int vertex = (int) INTS.getAcquire(slots, (int) head);
                while (vertex == 0) {
                    Thread.onSpinWait();
                    vertex = (int) INTS.getAcquire(slots, (int) head);
                }
                return vertex - 1;
            }
            head = now;
        }
        return -1;
    }

    boolean isEmpty() {
        return (long) LONGS.getVolatile(counters, HEAD) >= (long) LONGS.getVolatile(counters, TAIL);
    }
}
