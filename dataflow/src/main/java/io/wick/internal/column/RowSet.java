package io.wick.internal.column;

import io.wick.column.Column;

/**
 * Rows as columns or as objects, whichever is asked for: what there is not is made once. For one
 * thread.
 */
public interface RowSet {
    /** How many rows. */
    int size();

    /** The values of the rows in a column. */
    Column column(int index);

    /** The rows as objects: the first {@link #size} of an array, which nobody changes. */
    Object[] rows();
}
