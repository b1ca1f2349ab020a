package io.wick.ignite.internal.cluster;

import io.wick.Resources;
import io.wick.ignite.internal.wire.Outbox;

import java.util.Map;
import java.util.UUID;

/** Makes links without a cluster. */
public final class TestLinks {
    private TestLinks() {}

    /** A link to a worker of one CPU. */
    public static Link to(UUID node, Outbox outbox) {
        return new Link(node, false, Resources.ONE_CPU, Map.of(), outbox);
    }

    /** The same, of a node that has said hello. */
    public static Link ready(UUID node, Outbox outbox) {
        Link link = to(node, outbox);
        link.greeted();
        return link;
    }
}
