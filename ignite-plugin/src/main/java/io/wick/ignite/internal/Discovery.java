package io.wick.ignite.internal;

import org.apache.ignite.events.DiscoveryEvent;
import org.apache.ignite.events.EventType;
import org.apache.ignite.internal.IgniteEx;
import org.apache.ignite.internal.managers.eventstorage.GridLocalEventListener;

/** Hears from Ignite when nodes leave; works whatever events the user has enabled. */
final class Discovery {
    private final IgniteEx ignite;
    private final GridLocalEventListener listener;

    Discovery(IgniteEx ignite, IgniteEngine engine) {
        this.ignite = ignite;
        this.listener =
                event ->
                        engine.leftTheRing(
                                ((DiscoveryEvent) event).eventNode().id(),
                                event.type() == EventType.EVT_NODE_LEFT);
    }

    void start() {
        ignite.context()
                .event()
                .addLocalEventListener(
                        listener, EventType.EVT_NODE_LEFT, EventType.EVT_NODE_FAILED);
    }

    void stop() {
        ignite.context().event().removeLocalEventListener(listener);
    }
}
