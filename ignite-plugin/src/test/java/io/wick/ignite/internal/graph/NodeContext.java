package io.wick.ignite.internal.graph;

import io.wick.ignite.internal.IgniteEngine;

/** What runs need of a node, for tests of other packages. */
public final class NodeContext {
    private NodeContext() {}

    /** Of this node. */
    public static RunContext of(IgniteEngine engine) {
        return engine.runHost().context();
    }
}
