package io.wick.internal.column;

import io.wick.pipeline.Aggregate;

/**
 * Where an aggregate's result comes from.
 *
 * @param accumulator the index of the accumulator, shared by aggregates of the same states
 */
record Slot(int accumulator, Aggregate<?, ?> aggregate) {}
