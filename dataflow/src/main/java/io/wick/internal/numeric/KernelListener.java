package io.wick.internal.numeric;

import io.wick.numeric.KernelReport;

import org.jspecify.annotations.Nullable;

/**
 * Hears of the kernels that run on a thread: who runs somebody's function there sets it before, so
 * that the run's report can tell of kernels that the function called. Called on that thread alone.
 */
@FunctionalInterface
public interface KernelListener {
    /** Kernels have run. */
    void ran(KernelReport report);

    /**
     * Makes one the listener of this thread.
     *
     * @param listener null for none
     * @return the one before, to be set again afterwards
     */
    static @Nullable KernelListener set(@Nullable KernelListener listener) {
        KernelListener before = Listening.CURRENT.get();
        if (listener == null) {
            Listening.CURRENT.remove();
        } else {
            Listening.CURRENT.set(listener);
        }
        return before;
    }

    /** Tells the listener of this thread, if there is one. */
    static KernelReport tell(KernelReport report) {
        KernelListener listener = Listening.CURRENT.get();
        if (listener != null) {
            listener.ran(report);
        }
        return report;
    }

    /** Who listens. */
    final class Listening {
        private static final ThreadLocal<@Nullable KernelListener> CURRENT = new ThreadLocal<>();

        private Listening() {}
    }
}
