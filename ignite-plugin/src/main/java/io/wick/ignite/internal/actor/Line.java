package io.wick.ignite.internal.actor;

import java.util.ArrayDeque;

/**
 * The calls of one caller to one actor that wait for inputs, and those made after them. It exists
 * only while there are some. Guarded by the monitor of its route, which is not held while a call is
 * handed on.
 */
final class Line {
    private final Route route;
    private final Object caller;
    private final ArrayDeque<ActorCall> calls = new ArrayDeque<>();
    private boolean moving;

    /**
     * @param caller a task, an actor's call, or a thread outside both
     */
    Line(Route route, Object caller) {
        this.route = route;
        this.caller = caller;
    }

    Object caller() {
        return caller;
    }

    /** Adds a call; the monitor is held. */
    void add(ActorCall call) {
        calls.add(call);
    }

    /** Something has become ready, or has ended: hands on what stands in front and is ready. */
    void advance() {
        while (true) {
            ActorCall next;
            synchronized (route) {
                if (moving) {
                    return; // whoever hands one on looks again, and ends the line
                }
                next = calls.peek();
                if (next == null) {
                    route.drop(this);
                    return;
                }
                if (!next.isReady() && !next.isDone()) {
                    return;
                }
                calls.remove();
                moving = true;
            }
            try {
                if (!next.isDone()) {
                    route.dispatch(next, false, false);
                }
            } finally {
                synchronized (route) {
                    moving = false;
                }
            }
        }
    }
}
