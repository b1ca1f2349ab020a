package io.wick.ignite.internal.graph;

import io.wick.Resources;
import io.wick.ignite.internal.exec.Work;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/**
 * Something to be done for a vertex with the classes of its application, and not on a thread of the
 * network. It holds nothing, so it waits for nobody, also not for the vertex.
 */
final class Errand extends Work {
    private final VertexWork vertex;
    private final Runnable action;

    Errand(VertexWork vertex, Runnable action) {
        this.vertex = vertex;
        this.action = action;
        queueUnshared();
    }

    @Override
    public Resources resources() {
        return Resources.NONE;
    }

    @Override
    public @Nullable UUID application() {
        return vertex.application();
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
