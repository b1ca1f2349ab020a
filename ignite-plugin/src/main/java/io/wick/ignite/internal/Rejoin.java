package io.wick.ignite.internal;

import org.apache.ignite.events.EventType;
import org.apache.ignite.internal.IgniteEx;
import org.apache.ignite.internal.managers.eventstorage.GridLocalEventListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.function.Supplier;

/**
 * What becomes of a client that its cluster has given up, and that joins again under another id: to
 * everybody else it is another node, so its engine ends, and another one takes its place. Events
 * come on Ignite's discovery thread.
 */
final class Rejoin {
    private static final Logger LOG = LoggerFactory.getLogger(Rejoin.class);

    private final IgniteEx ignite;
    private final Supplier<IgniteEngine> maker;
    private final GridLocalEventListener listener;
    private IgniteEngine last; // guarded by this, like the rest
    private int losses;
    private boolean stopped;

    /**
     * @param first the engine until the cluster gives the client up
     * @param maker makes the next one, when the client has joined again
     */
    Rejoin(IgniteEx ignite, IgniteEngine first, Supplier<IgniteEngine> maker) {
        this.ignite = ignite;
        this.last = first;
        this.maker = maker;
        this.listener =
                event -> {
                    if (event.type() == EventType.EVT_CLIENT_NODE_DISCONNECTED) {
                        disconnected();
                    } else {
                        reconnected();
                    }
                };
    }

    void start() {
        ignite.context()
                .event()
                .addLocalEventListener(
                        listener,
                        EventType.EVT_CLIENT_NODE_DISCONNECTED,
                        EventType.EVT_CLIENT_NODE_RECONNECTED);
    }

    private void disconnected() {
        IgniteEngine ending;
        synchronized (this) {
            losses++;
            ending = last;
        }
        LOG.warn("The cluster has given up this client, {}: it joins again", ending.id());
        ending.cutOff();
    }

    private synchronized void reconnected() {
        int loss = losses;
        last.callbacks().execute(() -> goOn(loss));
    }

    /** Makes the next engine, unless the client is cut off once more meanwhile. */
    private void goOn(int loss) {
        IgniteEngine next;
        try {
            next = maker.get();
            next.begin();
            next.awaitMembers();
        } catch (RuntimeException e) {
            LOG.warn("The client has joined again, but cannot go on; it may be gone again", e);
            return;
        }
        synchronized (this) {
            if (!stopped && loss == losses) {
                last.replacedBy(next);
                last = next;
                return;
            }
        }
        next.cutOff();
    }

    /** The node stops. */
    void stop() {
        IgniteEngine ending;
        synchronized (this) {
            stopped = true;
            ending = last;
        }
        ignite.context().event().removeLocalEventListener(listener);
        ending.end();
    }
}
