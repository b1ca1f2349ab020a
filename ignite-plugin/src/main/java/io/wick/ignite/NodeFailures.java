package io.wick.ignite;

import io.wick.ignite.internal.IgniteEngine;

import org.apache.ignite.Ignite;
import org.apache.ignite.Ignition;
import org.apache.ignite.failure.AbstractFailureHandler;
import org.apache.ignite.failure.FailureContext;
import org.apache.ignite.internal.mem.IgniteOutOfMemoryException;
import org.apache.ignite.internal.util.typedef.X;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of a node that Wick has started when Ignite cannot go on there: it stops, and a
 * server comes back as after a cut. Ignite's default halts the JVM, which is the user's. A full
 * data region fails only the put that found it full. Any thread.
 */
final class NodeFailures extends AbstractFailureHandler {
    private static final Logger LOG = LoggerFactory.getLogger(NodeFailures.class);

    private volatile @Nullable IgniteEngine engine;

    /** The node has started. */
    void areOf(IgniteEngine started) {
        engine = started;
    }

    @Override
    protected boolean handle(Ignite ignite, FailureContext failure) {
        if (X.hasCause(failure.error(), IgniteOutOfMemoryException.class)) {
            return false;
        }
        LOG.error(
                "Ignite cannot go on, and node {} stops: {}",
                ignite.name(),
                failure.type(),
                failure.error());
        IgniteEngine running = engine;
        if (running == null || !running.giveUp()) {
            Thread.ofPlatform()
                    .daemon()
                    .name("wick-stop")
                    .start(() -> Ignition.stop(ignite.name(), true));
        }
        return true;
    }
}
