package io.wick.internal.format;

import io.wick.column.Field;
import io.wick.column.Schema;
import io.wick.error.PipelineException;

/**
 * Where the values of a file's column come from and go to, for messages, and whether nulls may be
 * there.
 *
 * @param file its path
 * @param column as the file has it
 * @param component the record's, with the record's name
 * @param type of the component
 */
public record Place(String file, String column, String component, String type, boolean nullable) {
    public static Place of(String file, String column, Schema<?> schema, Field field) {
        return new Place(
                file,
                column,
                schema.rowType().getSimpleName() + "." + field.name(),
                field.javaType().getSimpleName(),
                field.nullable());
    }

    public PipelineException wrong(String what) {
        return new PipelineException("Column '" + column + "' of " + file + " has " + what);
    }

    /** For a null where none may be. */
    public PipelineException isNull() {
        return wrong(
                "a null, but "
                        + component
                        + " is a "
                        + type
                        + ", which cannot be null. Declare the component with a type that can");
    }

    /** For a number that is too large or too small. */
    public PipelineException unfit(Object value) {
        return wrong(
                value
                        + ", which does not fit "
                        + component
                        + ", a "
                        + type
                        + ". Declare the component with a wider type");
    }

    /** For a time that is out of the range of instants in columns. */
    public PipelineException outOfTime(long stored) {
        return wrong("the time " + stored + ", which nanoseconds cannot express");
    }
}
