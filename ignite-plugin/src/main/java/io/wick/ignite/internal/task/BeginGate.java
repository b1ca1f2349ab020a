package io.wick.ignite.internal.task;

import io.wick.ignite.internal.exec.LocalExecutor;

/** Holds an attempt back until its owner says that it may begin. */
final class BeginGate {
    /** An answer usually comes sooner; only then the CPU is given back. */
    private static final long HELD_MILLIS = 5;

    private boolean open;

    synchronized void open() {
        open = true;
        notifyAll();
    }

    private synchronized boolean opensSoon() throws InterruptedException {
        long end = System.nanoTime() + HELD_MILLIS * 1_000_000;
        for (long left = HELD_MILLIS;
                !open && left > 0;
                left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
        return open;
    }

    private synchronized void awaitOpen() throws InterruptedException {
        while (!open) {
            wait();
        }
    }

    /**
     * Waits on the thread of the attempt.
     *
     * @throws InterruptedException when the attempt is not wanted any more
     */
    void pass() throws InterruptedException {
        if (opensSoon()) {
            return;
        }
        LocalExecutor.Frame frame = LocalExecutor.Frame.current();
        if (frame != null) {
            frame.beforeWait();
        }
        boolean opened = false;
        try {
            awaitOpen();
            opened = true;
        } finally {
            if (frame != null) {
                frame.afterWait(opened);
            }
        }
    }
}
