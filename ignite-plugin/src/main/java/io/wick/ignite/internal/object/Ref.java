package io.wick.ignite.internal.object;

import io.wick.ObjectRef;
import io.wick.error.GetTimeoutException;
import io.wick.error.ObjectLostException;
import io.wick.ignite.internal.exec.LocalExecutor;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/**
 * The engine's {@link ObjectRef}. One field holds everything: null or a stack of {@link Waiter}s
 * while pending, then the outcome: the value itself, {@link #NULL}, a {@link Failure}, an {@link
 * Encoded} or a {@link StoredObject}. It is set once by compare-and-set; only decoding, freeing and
 * the rebuild of a lost object replace one outcome by another.
 */
public final class Ref<T extends @Nullable Object> implements ObjectRef<T> {
    /** The outcome null. */
    public static final Object NULL = new Object();

    private static final Logger LOG = LoggerFactory.getLogger(Ref.class);
    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Ref.class, "state", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final RefHome home;

    /** The node that owns it; null for this one. */
    private final @Nullable UUID owner;

    /** Its number at its owner; 0 while no other node knows it. */
    volatile long number;

    /** What makes its value; null for put and borrowed refs. */
    private volatile @Nullable Object producer;

    @SuppressWarnings("unused")
    private volatile @Nullable Object state;

    /** A ref of this node. */
    public Ref(RefHome home, @Nullable Object producer) {
        this.home = home;
        this.owner = null;
        this.producer = producer;
    }

    /** A ref of another node. */
    Ref(RefHome home, UUID owner, long number) {
        this.home = home;
        this.owner = owner;
        this.number = number;
    }

    /** The node's part that this ref asks. */
    public RefHome home() {
        return home;
    }

    /** The owner's node id, null when this node owns it. */
    public @Nullable UUID owner() {
        return owner;
    }

    /** Its number at its owner, 0 while no other node knows it. */
    public long number() {
        return number;
    }

    /** The task that makes it, or null. */
    public @Nullable Object producer() {
        return producer;
    }

    /** Forgets the task, once its value can no longer be lost. */
    public void dropProducer() {
        producer = null;
    }

    /** The outcome, or null while pending. */
    public @Nullable Object outcome() {
        Object now = STATE.getVolatile(this);
        return now instanceof Waiter ? null : now;
    }

    /** Sets the outcome unless it is set; then runs the waiters. */
    public boolean complete(Object outcome) {
        Object now;
        do {
            now = STATE.getVolatile(this);
            if (now != null && !(now instanceof Waiter)) {
                return false;
            }
        } while (!STATE.compareAndSet(this, now, outcome));
        wake((Waiter) now);
        return true;
    }

    /** Replaces one outcome by another; false when it was not that one. */
    public boolean replace(Object from, @Nullable Object to) {
        return STATE.compareAndSet(this, from, to);
    }

    /** Sets the outcome whatever it was, waking waiters. */
    void force(Object outcome) {
        Object before = STATE.getAndSet(this, outcome);
        wake(before instanceof Waiter waiter ? waiter : null);
    }

    private void wake(@Nullable Waiter first) {
        for (Waiter waiter = first; waiter != null; ) {
            Waiter next = waiter.next;
            waiter.next = null;
            try {
                waiter.completed(this);
            } catch (RuntimeException e) {
                LOG.error("Somebody who waited for {} could not be told", id(), e);
            }
            waiter = next;
        }
    }

    /** Adds a waiter; false when the outcome is there and the waiter was not added. */
    public boolean onCompletion(Waiter waiter) {
        while (true) {
            Object now = STATE.getVolatile(this);
            if (now != null && !(now instanceof Waiter)) {
                return false;
            }
            var first = (Waiter) now;
            while (first != null && first.isAbandoned()) {
                first = first.next;
            }
            waiter.next = first;
            if (STATE.compareAndSet(this, now, waiter)) {
                if (owner != null) {
                    home.resolve(this);
                }
                return true;
            }
        }
    }

    @Override
    public T get() {
        return value(Long.MAX_VALUE);
    }

    @Override
    public T get(Duration timeout) {
        return value(Math.max(0, Durations.nanos(timeout)));
    }

    @SuppressWarnings({"unchecked", "NullAway"})
    private T value(long nanos) {
        long deadline = Durations.deadline(nanos);
        while (true) {
            Object now = outcome();
            if (now == null) {
                now = awaitOutcome(deadline);
                if (now == null) {
                    throw new GetTimeoutException(
                            "No value of "
                                    + id()
                                    + " after "
                                    + Duration.ofNanos(nanos)
                                    + "; the task goes on. Wait longer, or cancel it.");
                }
            }
            if (now == NULL) {
                return null;
            }
            if (now instanceof Failure failure) {
                throw failure.error();
            }
            if (!(now instanceof Encoded) && !(now instanceof StoredObject)) {
                return (T) now;
            }
            Object value = home.decode(now);
            if (value == RefHome.GONE) {
                home.rebuild(this, (StoredObject) now);
                continue;
            }
            if (now instanceof Encoded) {
                replace(now, value == null ? NULL : value);
            }
            return (T) value;
        }
    }

    /** Waits for the outcome; null when {@code deadline} (0 for none) has passed. */
    public @Nullable Object awaitOutcome(long deadline) {
        for (int i = 0; i < 100; i++) {
            Object now = outcome();
            if (now != null) {
                return now;
            }
            Thread.onSpinWait();
        }
        if (producer != null) {
            home.aboutToWait(this);
        }
        LocalExecutor.Frame frame = null;
        boolean came = false;
        try {
            while (true) {
                var waiter = new ThreadWaiter(Thread.currentThread());
                boolean added = onCompletion(waiter);
                if (added && frame == null) {
                    frame = LocalExecutor.Frame.current();
                    if (frame != null) {
                        frame.beforeWait();
                    }
                }
                boolean inTime = !added || park(waiter, deadline);
                Object now = outcome();
                if (now != null || !inTime) {
                    came = now != null;
                    return now; // null in time: it came, was lost and is made again
                }
            }
        } finally {
            if (frame != null) {
                frame.afterWait(came);
            }
        }
    }

    /** Waits until the waiter is told; false when the time is over. */
    private boolean park(ThreadWaiter waiter, long deadline) {
        try {
            while (!waiter.told) {
                if (Thread.interrupted()) {
                    Thread.currentThread().interrupt();
                    throw home.interrupted(this);
                }
                if (deadline == 0) {
                    LockSupport.park(this);
                } else {
                    long left = deadline - System.nanoTime();
                    if (left <= 0) {
                        return false;
                    }
                    LockSupport.parkNanos(this, left);
                }
            }
            return true;
        } finally {
            waiter.abandoned = true;
        }
    }

    @Override
    public boolean isDone() {
        return outcome() != null;
    }

    @Override
    public CompletableFuture<T> toCompletableFuture() {
        var future = new CompletableFuture<T>();
        Waiter waiter =
                new Waiter() {
                    @Override
                    protected void completed(Ref<?> ref) {
                        home.callbacks().execute(() -> fill(future));
                    }
                };
        if (!onCompletion(waiter)) {
            if (outcome() instanceof StoredObject) {
                home.callbacks().execute(() -> fill(future));
            } else {
                fill(future);
            }
        }
        return future;
    }

    @Override
    public boolean cancel() {
        return outcome() == null && owner == null && home.cancel(this);
    }

    @Override
    public void free() {
        home.free(this);
    }

    @Override
    public String id() {
        return home.describe(this);
    }

    @Override
    public String toString() {
        Object now = outcome();
        String word = now == null ? "pending" : now instanceof Failure ? "failed" : "done";
        return "ObjectRef[" + id() + ", " + word + "]";
    }

    /** The failure of a ref that was freed. */
    static Failure freed(String id) {
        return new Failure(
                new ObjectLostException(id + " was freed. Keep it longer, or put it again."));
    }

    private void fill(CompletableFuture<T> future) {
        try {
            future.complete(get());
        } catch (Throwable e) {
            future.completeExceptionally(e);
        }
    }

    private static final class ThreadWaiter extends Waiter {
        private final Thread thread;
        private volatile boolean told;
        private volatile boolean abandoned;

        ThreadWaiter(Thread thread) {
            this.thread = thread;
        }

        @Override
        protected void completed(Ref<?> ref) {
            told = true;
            LockSupport.unpark(thread);
        }

        @Override
        boolean isAbandoned() {
            return abandoned;
        }
    }
}
