package io.wick.ignite.internal.actor;

import io.wick.error.InterruptedWaitException;
import io.wick.ignite.internal.exec.LocalExecutor;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for room in a mailbox, on the thread of a caller. */
final class Room {
    private static final long LOOK_NANOS = 50_000;

    private Room() {}

    /** Waits, with the CPU given back, until there is room or the call has failed. */
    static void await(ActorCall call, BooleanSupplier room) {
        LocalExecutor.Frame frame = LocalExecutor.Frame.current();
        if (frame != null) {
            frame.beforeWait();
        }
        try {
            while (!call.isDone() && !room.getAsBoolean()) {
                LockSupport.parkNanos(call, LOOK_NANOS);
                if (Thread.currentThread().isInterrupted()) {
                    call.die(
                            new InterruptedWaitException(
                                    "Interrupted while waiting for room in the mailbox of actor '"
                                            + call.route().profile().shown()
                                            + "'; the call was not made"));
                }
            }
        } finally {
            if (frame != null) {
                frame.afterWait(!Thread.currentThread().isInterrupted());
            }
        }
    }
}
