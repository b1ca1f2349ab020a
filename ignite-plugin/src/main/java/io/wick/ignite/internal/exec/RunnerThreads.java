package io.wick.ignite.internal.exec;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.concurrent.locks.LockSupport;

/**
 * The threads of runners. Up to a limit they are platform threads, the last one to go idle first: a
 * thread goes on where it ran before, so two runners keep to two cores. Virtual threads change
 * carriers, and a system with few cores puts two carriers on one while another is idle, for
 * milliseconds. Beyond the limit, where tasks wait for tasks, runners are virtual threads.
 *
 * <p>Idle threads are kept for a while. Thread-safe; the monitor guards all fields.
 */
final class RunnerThreads {
    private static final long KEEP_NANOS = 10_000_000_000L;

    private final String name;
    private final int most;
    private final ArrayDeque<Runner> idle = new ArrayDeque<>();
    private int count;
    private boolean closed;

    /**
     * @param most platform threads, busy and idle
     */
    RunnerThreads(String name, int most) {
        this.name = name;
        this.most = most;
    }

    /** Has some thread run this. */
    void start(Runnable body) {
        Runner runner = take(body);
        if (runner == null) {
            startVirtual(body);
            return;
        }
        try {
            runner.wake();
        } catch (OutOfMemoryError e) { // the system has no thread left; nothing has run
            gone();
            startVirtual(body);
        }
    }

    /** Runs this on a virtual thread of its own. */
    void startVirtual(Runnable body) {
        Thread.ofVirtual().name(name).start(new OneShot(body));
    }

    private synchronized @Nullable Runner take(Runnable body) {
        Runner runner = idle.pollLast();
        if (runner == null) {
            if (closed || count == most) {
                return null;
            }
            count++;
            runner = new Runner();
        }
        runner.body = body;
        return runner;
    }

    /** Lets idle threads go; from now on there are only virtual ones. */
    void close() {
        ArrayDeque<Runner> waiting;
        synchronized (this) {
            closed = true;
            waiting = idle.clone();
        }
        waiting.forEach(Runner::wake);
    }

    private synchronized boolean goIdle(Runner runner) {
        if (closed) {
            count--;
            return false;
        }
        idle.addLast(runner);
        return true;
    }

    /** A thread has ended, or did not begin. */
    private synchronized void gone() {
        count--;
    }

    /** Whether an idle thread may end; not when it has just been taken. */
    private synchronized boolean mayEnd(Runner runner, long idleNanos) {
        if ((closed || idleNanos > KEEP_NANOS) && idle.remove(runner)) {
            count--;
            return true;
        }
        return false;
    }

    private final class Runner implements Runnable {
        /** Inherits nothing: whoever had the first work run must not show in all later ones. */
        private final Thread thread =
                Thread.ofPlatform()
                        .name(name)
                        .daemon(true)
                        .inheritInheritableThreadLocals(false)
                        .unstarted(this);

        /** Written before the thread is woken, by whoever took it. */
        private volatile @Nullable Runnable body;

        /** Called by whoever took it, or to have it look whether it may end. */
        void wake() {
            if (thread.getState() == Thread.State.NEW) {
                thread.start();
            } else {
                LockSupport.unpark(thread);
            }
        }

        @Override
        public void run() {
            try {
                do {
                    runBody();
                } while (goIdle(this) && isTaken());
            } catch (Throwable e) {
                gone();
                throw e;
            }
        }

        /**
         * In a frame of its own: a variable of {@link #run} would keep what ran, and all that it
         * refers to, for as long as the thread is idle.
         */
        private void runBody() {
            boolean unused = Thread.interrupted(); // meant for what ran before
            Runnable now = body;
            body = null;
            if (now != null) {
                now.run();
            }
        }

        /** Waits for the next to run; false when the thread is to end. */
        private boolean isTaken() {
            long since = System.nanoTime();
            while (body == null) {
                boolean unused = Thread.interrupted(); // or it would not park
                LockSupport.parkNanos(this, KEEP_NANOS);
                if (body == null && mayEnd(this, System.nanoTime() - since)) {
                    return false;
                }
            }
            return true;
        }
    }
}
