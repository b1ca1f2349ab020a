package io.wick.pipeline;

import java.io.Serializable;

/** A test of a row that may run on any node. Lambdas are the usual implementations. */
@FunctionalInterface
public interface RowPredicate<T> extends Serializable {
    /** Whether the row is kept; any exception ends the run. */
    boolean test(T row) throws Exception;
}
