package io.wick.ignite.internal.exec;

import org.jspecify.annotations.Nullable;

/**
 * What a virtual thread runs, forgotten when it is done: Ignite remembers for minutes each thread
 * that has touched a page, and with it all that the thread's task refers to.
 */
public final class OneShot implements Runnable {
    private @Nullable Runnable body;

    public OneShot(Runnable body) {
        this.body = body;
    }

    @Override
    public void run() {
        Runnable now = body;
        body = null;
        if (now != null) {
            now.run();
        }
    }
}
