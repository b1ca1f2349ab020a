package io.wick.internal.pipeline;

import io.wick.column.Schema;

import java.util.Set;

/** Hands on what comes, so that a stage that does nothing by itself is counted. */
record PassStep() implements Step {
    @Override
    public Receiver open(TaskContext context, Receiver next) {
        return next;
    }

    @Override
    public Set<String> needs(Schema<?> from, Set<String> wanted) {
        return wanted;
    }
}
