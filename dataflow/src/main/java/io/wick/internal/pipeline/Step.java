package io.wick.internal.pipeline;

import io.wick.column.Schema;

import java.io.Serializable;
import java.util.LinkedHashSet;
import java.util.Set;

/** A step from rows to rows, fused with others into one vertex. Immutable; travels. */
public interface Step extends Serializable {
    /** A receiver that does the step and hands on to another. */
    Receiver open(TaskContext context, Receiver next) throws Exception;

    /**
     * The columns it needs of what it takes.
     *
     * @param from what it takes
     * @param wanted the columns that are needed of what it gives
     */
    Set<String> needs(Schema<?> from, Set<String> wanted);

    /** Whether it gives some of its rows as they are, so that what holds later holds before. */
    default boolean onlyDrops() {
        return false;
    }

    /** The names of all columns. */
    static Set<String> all(Schema<?> schema) {
        var names = new LinkedHashSet<String>();
        schema.fields().forEach(field -> names.add(field.name()));
        return names;
    }
}
