package io.wick.ignite.internal.wire;

import org.apache.ignite.IgniteCheckedException;
import org.apache.ignite.internal.GridKernalContext;
import org.apache.ignite.internal.GridTopic;
import org.apache.ignite.internal.IgniteEx;
import org.apache.ignite.internal.managers.communication.GridMessageListener;
import org.apache.ignite.plugin.extensions.communication.IoPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.UUID;
import java.util.concurrent.Executor;

/**
 * The one class that sends through Ignite's internal {@code GridIoManager}: twice as fast as {@code
 * IgniteMessaging}, which marshals each message and hops threads.
 */
public final class IgniteTransport implements Transport {
    /**
     * A built-in topic that nothing in Ignite uses since its Hadoop module is gone; it costs one
     * byte.
     */
    @SuppressWarnings("deprecation") // with the Hadoop module: that is why it is free
    private static final GridTopic TOPIC = GridTopic.TOPIC_HADOOP;

    private static final byte POOL = 107;
    private static final Logger LOG = LoggerFactory.getLogger(IgniteTransport.class);

    private final GridKernalContext context;
    private final GridMessageListener listener;

    public IgniteTransport(IgniteEx ignite, Receiver receiver) {
        context = ignite.context();
        listener =
                (from, message, policy) -> {
                    if (message instanceof WickMessage batch) {
                        receiver.received(from, batch.data(), batch.length());
                    }
                };
    }

    /** Begins to receive. */
    public void start() {
        context.io().addMessageListener(TOPIC, listener);
    }

    /** Receives no more. */
    public void stop() {
        context.io().removeMessageListener(TOPIC, listener);
    }

    @Override
    public boolean send(UUID node, byte[] data, int length) {
        try {
            context.io().sendToGridTopic(node, TOPIC, new WickMessage(data, length), POOL);
            return true;
        } catch (IgniteCheckedException | RuntimeException e) {
            LOG.debug("Nothing can be sent to node {} now", node, e);
            return false;
        }
    }

    /** The pool under which messages are handled: on the network thread itself, one hop less. */
    public static IoPool pool() {
        return new IoPool() {
            @Override
            public byte id() {
                return POOL;
            }

            @Override
            public Executor executor() {
                return Runnable::run;
            }
        };
    }
}
