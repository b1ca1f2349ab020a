package io.wick.ignite.internal.graph;

/** Something that runs vertices, as the end of an epoch sees it. */
interface VertexRunner {
    /** The vertex that runs now, or -1. */
    int vertex();

    /**
     * Takes the running vertex out of the epoch: it goes on, and its outcome is for the next epoch.
     *
     * @return the vertex; -1 when none runs
     */
    int promise();

    /** Interrupts what runs; nothing more starts. */
    void interruptVertex();

    /** Whether what runs has been interrupted that way, so that its outcome does not count. */
    boolean isInterrupted();
}
