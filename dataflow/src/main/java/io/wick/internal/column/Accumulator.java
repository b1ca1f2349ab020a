package io.wick.internal.column;

import io.wick.column.Column;
import io.wick.column.ColumnType;

import java.util.List;

/**
 * The states of one aggregate, or of several that share them, for each group of a table. Groups are
 * numbered from 0; new ones come at the end. For one thread.
 */
abstract class Accumulator {

    /** The rows whose value is not null. */
    record Input(int[] groups, int rows, Column values, RowSet given) {}

    /** Makes room for the states of groups below a count. */
    abstract void grow(int groups);

    /** Adds values to their groups, which have room. */
    abstract void add(Input input) throws Exception;

    /** The types of the columns of {@link #save}. */
    abstract List<ColumnType> stateTypes();

    /** The states of groups below a count, a row per group. */
    abstract Column[] save(int groups);

    /** Adds what another saved: row i belongs to the group {@code groups[i]}, which has room. */
    abstract void merge(int[] groups, int rows, Column[] states) throws Exception;

    /**
     * The results for groups below a count.
     *
     * @param kind which of those that share the states
     */
    abstract Column result(int groups, Slot kind) throws Exception;

    /** The room for groups to have when some are needed: doubles. */
    static int room(int have, int needed) {
        return needed <= have ? have : Math.max(needed, Math.max(16, have * 2));
    }
}
