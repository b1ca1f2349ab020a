package io.wick.internal.pipeline;

/** Takes the chunks that a step or a feed gives. For one thread. */
public interface Receiver {
    /**
     * Takes a chunk.
     *
     * @return false when no more are wanted
     */
    boolean accept(Chunk chunk) throws Exception;

    /** Called after the last chunk, unless something failed. */
    void finish() throws Exception;

    /** What a step does with a chunk. */
    @FunctionalInterface
    interface Body {
        /** See {@link Receiver#accept}. */
        boolean accept(Chunk chunk) throws Exception;
    }

    /** A receiver that does something with each chunk and keeps nothing for the end. */
    static Receiver before(Receiver next, Body body) {
        return new Receiver() {
            @Override
            public boolean accept(Chunk chunk) throws Exception {
                return body.accept(chunk);
            }

            @Override
            public void finish() throws Exception {
                next.finish();
            }
        };
    }
}
