package io.wick.ignite.internal.object;

import org.apache.ignite.Ignite;
import org.apache.ignite.failure.FailureContext;
import org.apache.ignite.failure.FailureHandler;
import org.apache.ignite.failure.StopNodeOrHaltFailureHandler;
import org.apache.ignite.internal.mem.IgniteOutOfMemoryException;
import org.apache.ignite.internal.util.typedef.X;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a node alive when Wick's own data region is full: the put that found no room fails with a
 * typed error. All other failures go to the handler that the node was configured with.
 */
public final class StoreFailureHandler implements FailureHandler {
    private final FailureHandler configured;

    /**
     * @param configured the node's handler; null for Ignite's default
     */
    public StoreFailureHandler(@Nullable FailureHandler configured) {
        this.configured = configured == null ? new StopNodeOrHaltFailureHandler() : configured;
    }

    @Override
    public boolean onFailure(Ignite ignite, FailureContext failure) {
        var full = X.cause(failure.error(), IgniteOutOfMemoryException.class);
        if (full != null && isOurs(String.valueOf(full.getMessage()))) {
            return false;
        }
        return configured.onFailure(ignite, failure);
    }

    private static boolean isOurs(String message) {
        return message.contains("[name=" + StoreCaches.REGION + ",")
                || message.contains("[name=" + StoreCaches.DURABLE_REGION + ",");
    }

    @Override
    public String toString() {
        return "StoreFailureHandler[" + configured + "]";
    }
}
