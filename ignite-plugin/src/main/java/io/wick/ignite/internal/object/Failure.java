package io.wick.ignite.internal.object;

import io.wick.error.WickException;

/** The outcome of a ref that has no value. */
public record Failure(WickException error) {}
