package io.wick.ignite.internal.actor;

import io.wick.error.WickException;
import io.wick.ignite.internal.exec.LocalExecutor;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;

/**
 * A mailbox whose calls run one after the other. One word holds it: null while nothing waits and
 * nobody works, else a stack of mail on {@link #BUSY}, or {@link #CLOSED}. Who puts mail on null
 * starts the drain; the drain takes the whole stack at once and turns it round, so callers and the
 * drain meet once per batch.
 */
final class SerialBox extends Box {
    /** A drain, or the start of the actor, holds the box; nothing waits in it. */
    private static final Mail BUSY = new Mail(null);

    private static final Mail CLOSED = new Mail(null);
    private static final int SPINS = 4;
    private static final int PAUSES = 16;

    /** How many calls may go by before the count of those taken is told, for large boxes. */
    private static final int TELL = 64;

    private static final int EXACT = 1024;
    private static final VarHandle TOP;
    private static final VarHandle REST;
    private static final VarHandle RUNNING;

    static {
        try {
            var lookup = MethodHandles.lookup();
            TOP = lookup.findVarHandle(SerialBox.class, "top", Mail.class);
            REST = lookup.findVarHandle(SerialBox.class, "rest", Mail.class);
            RUNNING = lookup.findVarHandle(SerialBox.class, "running", ActorWork.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile @Nullable Mail top = BUSY;

    /** What the drain has taken and not run; written by the drain alone. */
    private @Nullable Mail rest;

    private @Nullable ActorWork running;

    /** How many there are in {@code rest}, told now and then: never too few. */
    private volatile int taken;

    private static final class Mail {
        final @Nullable ActorWork work;
        @Nullable Mail next;
        int depth;

        Mail(@Nullable ActorWork work) {
            this.work = work;
        }
    }

    SerialBox(LiveActor actor, int capacity) {
        super(actor, capacity);
    }

    @Override
    Offer offer(ActorWork work, boolean bounded) {
        var mail = new Mail(work);
        while (true) {
            Mail now = top;
            if (now == CLOSED) {
                return Offer.CLOSED;
            }
            mail.depth = now == null ? 1 : now.depth + 1;
            if (bounded && mail.depth + taken > capacity) {
                return Offer.FULL;
            }
            mail.next = now == null ? BUSY : now;
            if (TOP.compareAndSet(this, now, mail)) {
                if (now == null) {
                    actor.startDrain(this);
                }
                return Offer.TAKEN;
            }
        }
    }

    @Override
    int waiting() {
        Mail now = top;
        return (now == null ? 0 : now.depth) + taken;
    }

    @Override
    void open(LocalExecutor.@Nullable Frame frame) {
        if (TOP.compareAndSet(this, BUSY, null)) {
            return;
        }
        if (frame == null) {
            actor.startDrain(this);
        } else {
            drain(frame);
        }
    }

    @Override
    void drain(LocalExecutor.Frame frame) {
        int left = taken;
        while (!actor.isInterrupted()) {
            Mail next = rest;
            if (next == null) {
                next = takeAll();
                if (next == null) {
                    return;
                }
                left = taken;
            }
            REST.setOpaque(this, next.next);
            left--;
            if (capacity <= EXACT || (left & TELL - 1) == 0) {
                taken = left;
            }
            ActorWork work = next.work;
            RUNNING.setOpaque(this, work);
            if (work != null) {
                frame.runInside(work.work());
            }
            RUNNING.setOpaque(this, null);
            actor.afterCall();
        }
    }

    /** The next batch, its first in front; null when there was none for a while. */
    private @Nullable Mail takeAll() {
        actor.afterBatch();
        boolean looked = false;
        while (true) {
            Mail now = top;
            if (now == CLOSED || actor.isInterrupted()) {
                return null;
            }
            if (now == BUSY) {
                if (!looked) {
                    looked = true;
                    linger();
                } else if (TOP.compareAndSet(this, BUSY, null)) {
                    return null;
                }
            } else if (now != null && TOP.compareAndSet(this, now, BUSY)) {
                taken = now.depth;
                Mail first = turned(now);
                REST.setOpaque(this, first);
                return first;
            }
        }
    }

    /** Looks for more before the box is left; the thread stays longer, for any actor. */
    private void linger() {
        for (int i = 0; i < SPINS && top == BUSY; i++) {
            for (int pause = 0; pause < PAUSES; pause++) {
                Thread.onSpinWait(); // looking all the time would slow callers down
            }
        }
    }

    private static @Nullable Mail turned(Mail last) {
        Mail first = null;
        for (Mail mail = last; mail != null && mail != BUSY; ) {
            Mail before = mail.next;
            mail.next = first;
            first = mail;
            mail = before;
        }
        return first;
    }

    @Override
    List<ActorWork> close() {
        var left = new ArrayList<ActorWork>();
        add(left, rest);
        rest = null;
        taken = 0;
        Mail now = (Mail) TOP.getAndSet(this, CLOSED);
        if (now != null && now != CLOSED) {
            add(left, turned(now));
        }
        return left;
    }

    private static void add(List<ActorWork> to, @Nullable Mail first) {
        for (Mail mail = first; mail != null; mail = mail.next) {
            if (mail.work != null) {
                to.add(mail.work);
            }
        }
    }

    @Override
    void kill(WickException cause) {
        Mail now = (Mail) TOP.getAndSet(this, CLOSED);
        var dying = new ArrayList<ActorWork>();
        ActorWork current = (ActorWork) RUNNING.getOpaque(this);
        if (current != null) {
            dying.add(current);
        }
        add(dying, (Mail) REST.getOpaque(this)); // the drain may be stuck in a call
        if (now != null && now != CLOSED) {
            add(dying, turned(now));
        }
        dying.forEach(work -> work.die(cause));
    }
}
