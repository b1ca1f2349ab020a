package io.wick.ignite.internal.graph;

import io.wick.ignite.internal.exec.LightWork;

/**
 * Something to be done for a vertex with the classes of its application, and not on a thread of the
 * network. It holds nothing, so it waits for nobody, also not for the vertex.
 */
final class Errand extends LightWork {
    private final VertexWork vertex;
    private final Runnable action;

    Errand(VertexWork vertex, Runnable action) {
        super(vertex.application());
        this.vertex = vertex;
        this.action = action;
    }

    @Override
    protected void execute() {
        if (endRunning(FINISHED)) {
            Thread.currentThread()
                    .setContextClassLoader(vertex.epoch().context().loader(application()));
            action.run();
        }
    }

    @Override
    protected void crashed(Throwable e) {
        vertex.epoch().crashed(e);
    }
}
