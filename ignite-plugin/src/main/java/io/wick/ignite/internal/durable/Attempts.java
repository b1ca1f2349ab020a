package io.wick.ignite.internal.durable;

import io.wick.error.DurableRunException;
import io.wick.error.StoreFullException;
import io.wick.error.WickException;
import io.wick.ignite.internal.object.Ending;

import org.apache.ignite.IgniteException;
import org.apache.ignite.internal.mem.IgniteOutOfMemoryException;
import org.apache.ignite.internal.util.typedef.X;
import org.jspecify.annotations.Nullable;

import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import javax.cache.CacheException;

/** Asks caches for users: again while nodes come and go, and with errors of Wick's own. */
record Attempts(Supplier<@Nullable Ending> ending) {
    private static final long LIMIT_NANOS = 30_000_000_000L;
    private static final long PAUSE_NANOS = 100_000_000;

    /**
     * The answer to something that may be asked more than once.
     *
     * @throws DurableRunException when there is none for half a minute
     * @throws StoreFullException when there is no room
     */
    <T> T ask(String run, Supplier<T> question) {
        long deadline = System.nanoTime() + LIMIT_NANOS;
        while (true) {
            try {
                return question.get();
            } catch (CacheException | IgniteException | IllegalStateException e) {
                String what = "durable run '" + run + "' could be asked for";
                Ending ended = ending.get();
                if (ended != null) {
                    throw ended.unfinished(what);
                }
                RuntimeException explained = Ending.explain(e, what);
                if (explained != e) {
                    throw explained;
                }
                boolean over =
                        System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted();
                if (over || isFull(e)) {
                    throw error(run, e);
                }
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** Whether there was no room for something. */
    static boolean isFull(Throwable thrown) {
        return X.hasCause(thrown, IgniteOutOfMemoryException.class);
    }

    /** What users are told of it. */
    static WickException error(String run, RuntimeException thrown) {
        return isFull(thrown)
                ? new StoreFullException(
                        "There is no room for durable run '"
                                + run
                                + "' or its result. Remove runs that are over, or make the store"
                                + " larger.",
                        thrown)
                : new DurableRunException(
                        run,
                        "the cluster's caches cannot be used: "
                                + thrown.getMessage()
                                + ". A cluster with persistence must be activated.",
                        thrown);
    }
}
