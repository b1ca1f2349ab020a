package io.wick.ignite.internal.actor;

import io.wick.error.WickException;
import io.wick.ignite.internal.exec.LocalExecutor;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A mailbox of which several calls run at once. All fields are guarded by its monitor. */
final class SharedBox extends Box {
    private final int concurrency;
    private final ArrayDeque<ActorWork> waiting = new ArrayDeque<>(2);
    private final Set<ActorWork> running = new HashSet<>(4);
    private int drains;
    private boolean open;
    private boolean closed;

    SharedBox(LiveActor actor, int capacity, int concurrency) {
        super(actor, capacity);
        this.concurrency = concurrency;
    }

    @Override
    Offer offer(ActorWork work, boolean bounded) {
        synchronized (this) {
            if (closed) {
                return Offer.CLOSED;
            }
            if (bounded && waiting.size() >= capacity) {
                return Offer.FULL;
            }
            waiting.add(work);
            if (!open || drains == concurrency) {
                return Offer.TAKEN;
            }
            drains++;
        }
        actor.startDrain(this);
        return Offer.TAKEN;
    }

    @Override
    synchronized int waiting() {
        return waiting.size();
    }

    @Override
    void open(LocalExecutor.@Nullable Frame frame) {
        int more;
        synchronized (this) {
            open = true;
            more = Math.min(waiting.size(), concurrency - drains);
            drains += more;
        }
        for (int i = 0; i < more; i++) {
            actor.startDrain(this);
        }
    }

    @Override
    void drain(LocalExecutor.Frame frame) {
        for (ActorWork work = next(null); work != null; work = next(work)) {
            frame.runInside(work.work());
            actor.afterCall();
        }
    }

    private synchronized @Nullable ActorWork next(@Nullable ActorWork last) {
        if (last != null) {
            running.remove(last);
        }
        ActorWork work = closed || actor.isInterrupted() ? null : waiting.poll();
        if (work == null) {
            drains--;
        } else {
            running.add(work);
        }
        return work;
    }

    @Override
    synchronized List<ActorWork> close() {
        closed = true;
        var left = new ArrayList<>(waiting);
        waiting.clear();
        return left;
    }

    @Override
    void kill(WickException cause) {
        List<ActorWork> dying;
        synchronized (this) {
            dying = close();
            dying.addAll(running);
        }
        dying.forEach(work -> work.die(cause));
    }
}
