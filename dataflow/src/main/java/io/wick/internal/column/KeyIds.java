package io.wick.internal.column;

import io.wick.column.Column;
import io.wick.column.ColumnType;

/**
 * Numbers the different values of a column from 0 on, in the order they come; a null is a value.
 * For one thread.
 */
abstract sealed class KeyIds permits LongIds, ObjectIds, StringIds {
    /** The id of a value that was never added. */
    static final int ABSENT = -1;

    /** The id of the null; {@link #ABSENT} until one comes. */
    int nullId = ABSENT;

    static KeyIds of(ColumnType type) {
        return switch (type) {
            case STRING -> new StringIds();
            case OBJECT -> new ObjectIds();
            default -> new LongIds(type);
        };
    }

    /** Writes the id of each row's value, adding those that are new. */
    abstract void add(Column column, int rows, int[] out);

    /** Writes the id of each row's value, {@link #ABSENT} for a new one. Adds none. */
    abstract void find(Column column, int rows, int[] out);

    /**
     * What finds the same as this does now, while another thread finds too and nobody adds any
     * more.
     */
    abstract KeyIds view();

    /** How many values there are. */
    abstract int count();

    /** The values in the order of their ids. */
    abstract Column values();
}
