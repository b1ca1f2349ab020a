package io.wick.internal.pipeline;

/** Guesses of sizes where nothing is known. */
final class Weight {
    /** Bytes of a row that is an object. */
    static final long OBJECT = 64;

    private Weight() {}
}
