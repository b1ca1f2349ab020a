package io.wick.benchmarks.nemesis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads that call actors, or do other work, at a steady rate until they are told to end. Started
 * and ended by one thread.
 */
final class Crew {
    /** Longer than any call or job may take, with its retries. */
    private static final Duration END = Duration.ofMinutes(6);

    private final List<Thread> threads = new ArrayList<>();
    private final Queue<String> accidents = new ConcurrentLinkedQueue<>();
    private final long pauseNanos;
    private volatile boolean over;

    /** A crew of which each member makes so many calls per second, if they are answered in time. */
    Crew(double perSecond) {
        pauseNanos = (long) (1e9 / perSecond);
    }

    /** What a caller does. */
    interface Duty {
        /** One call; the number is 1 for the first, and grows. */
        void call(long number);

        /** After the last call. */
        default void finish() {}
    }

    void start(String caller, Duty duty) {
        threads.add(Thread.ofPlatform().daemon().name(caller).start(() -> work(caller, duty)));
    }

    private void work(String caller, Duty duty) {
        try {
            long next = System.nanoTime();
            for (long number = 1; !over; number++) {
                duty.call(number);
                next = Math.max(next + pauseNanos, System.nanoTime() - pauseNanos);
                LockSupport.parkNanos(next - System.nanoTime());
            }
            duty.finish();
        } catch (RuntimeException | Error e) {
            accidents.add(caller + " ended with " + Traces.of(e));
        }
    }

    /** Lets them end, and waits for it. */
    void stop() {
        over = true;
        long deadline = System.nanoTime() + END.toNanos();
        try {
            for (Thread thread : threads) {
                long left = deadline - System.nanoTime();
                if (left <= 0 || !thread.join(Duration.ofNanos(left))) {
                    accidents.add(thread.getName() + " waits still, " + END + " after the end");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            accidents.add("Interrupted while callers ended");
        }
    }

    /**
     * What went wrong with the threads themselves: calls that hang, errors that nobody expected.
     */
    List<String> accidents() {
        return List.copyOf(accidents);
    }
}
