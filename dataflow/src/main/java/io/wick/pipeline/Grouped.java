package io.wick.pipeline;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;

/** A key and what came of the rows that have it. */
public record Grouped<K extends @Nullable Object, R extends @Nullable Object>(K key, R value)
        implements Serializable {}
