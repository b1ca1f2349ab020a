package io.wick.ignite.internal.task;

import io.wick.error.InterruptedWaitException;
import io.wick.ignite.internal.exec.LocalExecutor;

/**
 * Holds a producer back while its reader is too far behind; opened further by the reader's node.
 */
final class StreamGate {
    private long allowed;
    private boolean closed;

    StreamGate(long allowed) {
        this.allowed = allowed;
    }

    /** Results with numbers below this may be made; never shrinks. */
    synchronized void allow(long limit) {
        if (limit > allowed) {
            allowed = limit;
            notifyAll();
        }
    }

    /** Nobody reads any more. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    private synchronized boolean isOpenFor(long number) {
        return closed || number < allowed;
    }

    /** Waits, with the CPU lent to others; false when nobody reads any more. */
    boolean awaitRoom(long number) {
        if (!isOpenFor(number)) {
            LocalExecutor.Frame frame = LocalExecutor.Frame.current();
            if (frame != null) {
                frame.beforeWait();
            }
            boolean came = false;
            try {
                synchronized (this) {
                    while (!isOpenFor(number)) {
                        wait();
                    }
                }
                came = true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedWaitException(
                        "The producer of a stream was interrupted while it waited for its"
                                + " reader");
            } finally {
                if (frame != null) {
                    frame.afterWait(came);
                }
            }
        }
        synchronized (this) {
            return !closed;
        }
    }
}
