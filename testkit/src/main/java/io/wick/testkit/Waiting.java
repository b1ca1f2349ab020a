package io.wick.testkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for conditions with deadlines. */
final class Waiting {
    private static final long STEP_NANOS = 10_000_000;

    private Waiting() {}

    /** Waits until the condition holds. */
    static void until(String what, Duration limit, BooleanSupplier condition) {
        if (!holds(limit, condition)) {
            throw new AssertionError("Not so within " + limit + ": " + what);
        }
    }

    /** Whether the condition holds before the time is over. */
    static boolean holds(Duration limit, BooleanSupplier condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline >= 0) {
                return condition.getAsBoolean();
            }
            LockSupport.parkNanos(STEP_NANOS);
            if (Thread.currentThread().isInterrupted()) {
                return condition.getAsBoolean();
            }
        }
        return true;
    }
}
