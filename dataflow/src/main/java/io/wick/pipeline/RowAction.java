package io.wick.pipeline;

import java.io.Serializable;

/** What is done with a row, on whichever node it is. Lambdas are the usual implementations. */
@FunctionalInterface
public interface RowAction<T> extends Serializable {
    /** Takes a row; any exception ends the run. */
    void accept(T row) throws Exception;
}
