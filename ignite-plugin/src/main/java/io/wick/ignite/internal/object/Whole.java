package io.wick.ignite.internal.object;

import org.apache.ignite.IgniteInterruptedException;
import org.apache.ignite.internal.IgniteInterruptedCheckedException;
import org.apache.ignite.internal.util.typedef.X;
import org.apache.ignite.lang.IgniteFuture;
import org.jspecify.annotations.Nullable;

import java.util.function.Supplier;

/**
 * Changes of caches that are made to their end although the thread is interrupted. Ignite's own
 * wait ends with an error then, while the change goes on: nobody would know what was written.
 */
final class Whole {
    private Whole() {}

    /** Begins a change and waits for it; an interrupt is left to the caller. */
    static void make(Supplier<IgniteFuture<?>> change) {
        boolean interrupted = Thread.interrupted();
        IgniteFuture<?> begun = null;
        try {
            while (true) {
                try {
                    begun = begun == null ? change.get() : begun;
                    begun.get();
                    return;
                } catch (RuntimeException e) {
                    if (!isOfThisWait(e, begun)) {
                        throw e;
                    }
                    interrupted = true;
                    boolean unused = Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean isOfThisWait(RuntimeException e, @Nullable IgniteFuture<?> begun) {
        return (begun == null || !begun.isDone())
                && (X.hasCause(e, InterruptedException.class)
                        || X.hasCause(e, IgniteInterruptedException.class)
                        || X.hasCause(e, IgniteInterruptedCheckedException.class));
    }
}
