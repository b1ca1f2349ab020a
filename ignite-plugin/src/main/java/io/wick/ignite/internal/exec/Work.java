package io.wick.ignite.internal.exec;

import io.wick.Resources;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * One attempt of a task, with the race between running it and cancelling it. The phase changes by
 * compare-and-set only; an interrupt reaches the attempt it was meant for, or none.
 */
public abstract non-sealed class Work implements Claim {
    /**
     * Not handed to an executor: waits for inputs or a place. May become QUEUED, AWAY, CANCELLED.
     */
    public static final int WAITING = 0;

    /** In this node's queue. May become RUNNING, CANCELLED. */
    public static final int QUEUED = 1;

    /** A runner executes it. May become FINISHED, CANCELLING, WAITING (retry). */
    public static final int RUNNING = 2;

    /** Somebody is about to interrupt the runner; becomes CANCELLED at once. */
    public static final int CANCELLING = 3;

    /** No longer wanted. Final. */
    public static final int CANCELLED = 4;

    /** Has its result or failure. Final. */
    public static final int FINISHED = 5;

    /** Sent to another node. May become FINISHED, CANCELLED, WAITING (retry). */
    public static final int AWAY = 6;

    private static final VarHandle PHASE;

    static {
        try {
            PHASE = MethodHandles.lookup().findVarHandle(Work.class, "phase", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @SuppressWarnings("unused")
    private volatile int phase;

    private @Nullable Thread runner;
    private @Nullable List<WeakReference<Cancellable>> children;

    /** Something that a task started and that ends with it when it is cancelled. */
    public interface Cancellable {
        /** Cancels it; false when it was over. */
        boolean cancel();

        /** Whether it is over. */
        boolean isDone();
    }

    /** What it holds while it runs. */
    @Override
    public abstract Resources resources();

    /** The application whose classes it uses; null for the node's own class path. */
    public abstract @Nullable UUID application();

    /** Runs the function and reports the outcome; should throw nothing. */
    protected abstract void execute();

    /** Reporting the outcome failed; must leave nobody waiting. */
    protected abstract void crashed(Throwable e);

    /** Its node is closing: it ends without an outcome. */
    public void abandon() {
        cancelPhase();
        cancelChildren();
    }

    /** Its thread is about to wait with the CPU given back, or has got it back. */
    protected void waiting(boolean begins) {}

    /** The current phase. */
    public final int phase() {
        return (int) PHASE.getVolatile(this);
    }

    /** Moves from one phase to another; false when it was not in that phase. */
    public final boolean move(int from, int to) {
        return PHASE.compareAndSet(this, from, to);
    }

    /** Marks it as queued while only its maker knows it, so that nobody can cancel it meanwhile. */
    public final void queueUnshared() {
        PHASE.set(this, QUEUED);
    }

    /** Called by a runner: runs unless cancelled before. */
    final void run() {
        runner = Thread.currentThread();
        if (!move(QUEUED, RUNNING)) {
            runner = null;
            return;
        }
        try {
            execute();
        } catch (Throwable e) {
            boolean mine = runner == Thread.currentThread(); // it did not come to endRunning
            crashed(e);
            if (mine) {
                endRunning(FINISHED); // an interrupt of this work is not for the thread's next
            }
        }
    }

    /**
     * Ends the running phase from inside {@link #execute}; after that no interrupt can arrive.
     *
     * @return false when it was cancelled meanwhile: the outcome must be dropped
     */
    protected final boolean endRunning(int next) {
        runner = null; // while nobody else can run it: a retry may start before this returns
        if (move(RUNNING, next)) {
            Thread.interrupted(); // left by the function: not for the next work
            return true;
        }
        awaitInterrupt();
        Thread.interrupted();
        return false;
    }

    /**
     * Cancels in whatever phase it is.
     *
     * @return the phase it was in, or FINISHED or CANCELLED when there was nothing to cancel
     */
    protected final int cancelPhase() {
        while (true) {
            int now = phase();
            switch (now) {
                case FINISHED, CANCELLED, CANCELLING -> {
                    return now == CANCELLING ? CANCELLED : now;
                }
                case RUNNING -> {
                    if (move(RUNNING, CANCELLING)) {
                        Thread thread = runner; // of this attempt: it cannot end now
                        if (thread != null) {
                            thread.interrupt();
                        }
                        PHASE.setVolatile(this, CANCELLED);
                        return RUNNING;
                    }
                }
                default -> {
                    if (move(now, CANCELLED)) {
                        return now;
                    }
                }
            }
        }
    }

    /**
     * Does on its thread what is not part of it: an interrupt meant for this comes afterwards.
     * After the running phase there is none.
     */
    public final void uninterrupted(Runnable action) {
        Thread thread = Thread.currentThread();
        if (runner != thread) {
            action.run();
            return;
        }
        runner = null;
        VarHandle.fullFence(); // who cancels sees that, or is seen
        awaitInterrupt();
        boolean interrupted = Thread.interrupted();
        try {
            action.run();
        } finally {
            runner = thread;
            VarHandle.fullFence();
            awaitInterrupt();
            if (interrupted || phase() == CANCELLED) {
                thread.interrupt();
            }
        }
    }

    /** Waits for somebody who is about to interrupt. */
    private void awaitInterrupt() {
        while (phase() == CANCELLING) {
            Thread.onSpinWait();
        }
    }

    /** Whether its thread is in a call that ends the JVM, and will not come back from it. */
    protected final boolean endsJvm() {
        Thread thread = runner;
        if (thread != null) {
            for (StackTraceElement at : thread.getStackTrace()) {
                if (at.getClassName().equals("java.lang.Runtime")
                        && at.getMethodName().equals("exit")) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Adds a child that is cancelled with this. */
    public final synchronized void addChild(Cancellable child) {
        if (phase() == CANCELLED) {
            child.cancel();
            return;
        }
        var list = children;
        if (list == null) {
            children = list = new ArrayList<>(4);
        } else if (list.size() >= 64 && Integer.bitCount(list.size()) == 1) {
            list.removeIf(known -> isOver(known.get()));
        }
        list.add(new WeakReference<>(child));
    }

    private static boolean isOver(@Nullable Cancellable child) {
        return child == null || child.isDone();
    }

    /** Cancels the children there are. */
    protected final void cancelChildren() {
        List<WeakReference<Cancellable>> list;
        synchronized (this) {
            list = children;
            children = null;
        }
        if (list != null) {
            for (WeakReference<Cancellable> known : list) {
                Cancellable child = known.get();
                if (child != null) {
                    child.cancel();
                }
            }
        }
    }

    /** Lets the children go on without this. */
    protected final void forgetChildren() {
        if (children != null) {
            synchronized (this) {
                children = null;
            }
        }
    }
}
