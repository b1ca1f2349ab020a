package io.wick.internal.numeric;

import io.wick.error.InterruptedWaitException;
import io.wick.numeric.Cpu;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * Loops over several threads: the caller and those of one pool of the JVM, as many as CPUs. Ranges
 * are dealt out as threads become free. A loop inside a loop runs on its thread alone.
 */
public final class Ranges implements Cpu {
    /** Ranges per thread: what makes up for threads that start late. */
    private static final int SHARES = 8;

    private static final int CPUS = Runtime.getRuntime().availableProcessors();
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final ThreadLocal<Boolean> INSIDE = ThreadLocal.withInitial(() -> false);
    private static final ThreadPoolExecutor POOL = pool();

    private final int threads;

    /**
     * Makes loops of at most so many threads.
     *
     * @param threads 0 for as many as the calling task holds CPUs, or as there are outside tasks
     */
    public Ranges(int threads) {
        this.threads = threads == 0 ? CallerCpus.count() : Math.min(threads, CPUS);
    }

    @Override
    public int threads() {
        return threads;
    }

    @Override
    public void ranges(long count, long grain, RangeBody body) {
        if (count <= 0) {
            return;
        }
        if (grain <= 0) {
            throw new IllegalArgumentException("Ranges have at least 1 element, not " + grain);
        }
        if (threads == 1 || count <= grain || INSIDE.get()) {
            body.run(0, count);
            return;
        }
        long grains = (count + grain - 1) / grain;
        long step = grain * Math.max(1, grains / ((long) threads * SHARES));
        var loop = new Loop(count, step, body, Thread.currentThread());
        int helpers = (int) Math.min(threads - 1L, loop.ranges - 1);
        for (int i = 0; i < helpers; i++) {
            POOL.execute(loop);
        }
        loop.runAsCaller();
    }

    private static ThreadPoolExecutor pool() {
        var pool =
                new ThreadPoolExecutor(
                        CPUS,
                        CPUS,
                        10,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        work -> {
                            var thread =
                                    new Thread(work, "wick-kernel-" + NUMBERS.incrementAndGet());
                            thread.setDaemon(true);
                            return thread;
                        });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** One loop: threads take the next range until there is none. */
    private static final class Loop implements Runnable {
        private final long count;
        private final long step;
        private final long ranges;
        private final RangeBody body;
        private final Thread caller;
        private final AtomicLong next = new AtomicLong();
        private final AtomicLong done = new AtomicLong();
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

        Loop(long count, long step, RangeBody body, Thread caller) {
            this.count = count;
            this.step = step;
            this.ranges = (count + step - 1) / step;
            this.body = body;
            this.caller = caller;
        }

        @Override
        public void run() {
            work();
        }

        void runAsCaller() {
            work();
            boolean interrupted = false;
            while (done.get() < ranges) {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            Throwable cause = failure.get();
            if (cause != null) {
                throw unchecked(cause);
            }
        }

        private void work() {
            INSIDE.set(true);
            try {
                for (long range = next.getAndIncrement();
                        range < ranges;
                        range = next.getAndIncrement()) {
                    runRange(range);
                }
            } finally {
                INSIDE.remove();
            }
        }

        private void runRange(long range) {
            try {
                if (Thread.currentThread() == caller && caller.isInterrupted()) {
                    failure.compareAndSet(
                            null,
                            new InterruptedWaitException(
                                    "The thread was interrupted while it ran a kernel"));
                }
                if (failure.get() == null) {
                    body.run(range * step, Math.min(count, (range + 1) * step));
                }
            } catch (Throwable e) { // goes to the caller
                failure.compareAndSet(null, e);
            } finally {
                if (done.incrementAndGet() == ranges) {
                    LockSupport.unpark(caller);
                }
            }
        }

        private static RuntimeException unchecked(Throwable cause) {
            if (cause instanceof RuntimeException e) {
                return e;
            }
            if (cause instanceof Error e) {
                throw e;
            }
            return new IllegalStateException("A kernel failed", cause);
        }
    }
}
