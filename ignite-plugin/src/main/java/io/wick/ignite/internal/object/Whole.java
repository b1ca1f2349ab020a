package io.wick.ignite.internal.object;

import org.apache.ignite.IgniteInterruptedException;
import org.apache.ignite.internal.IgniteInterruptedCheckedException;
import org.apache.ignite.internal.util.typedef.X;
import org.apache.ignite.lang.IgniteFuture;

import java.util.function.Supplier;

/**
 * Changes of caches that are made to their end although the thread is interrupted. Ignite's own
 * wait ends with an error then, while the change goes on: nobody would know what was written.
 */
final class Whole {
    private Whole() {}

    /**
     * Makes a change that may as well be made twice, and waits for it; an interrupt is left to the
     * caller.
     */
    static void make(Supplier<IgniteFuture<?>> change) {
        boolean interrupted = Thread.interrupted();
        try {
            IgniteFuture<?> begun = null;
            while (true) {
                try {
                    begun = begun == null ? change.get() : begun;
                    begun.get();
                    return;
                } catch (RuntimeException e) {
                    if (!isInterruption(e)) {
                        throw e;
                    }
                    boolean refused = Thread.interrupted(); // Ignite's waits take the flag
                    interrupted = true;
                    if (begun != null && begun.isDone() && !refused) {
                        begun.get(); // done meanwhile, or another thread was interrupted
                        return;
                    }
                    begun = refused ? null : begun;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean isInterruption(RuntimeException e) {
        return X.hasCause(e, InterruptedException.class)
                || X.hasCause(e, IgniteInterruptedException.class)
                || X.hasCause(e, IgniteInterruptedCheckedException.class);
    }
}
