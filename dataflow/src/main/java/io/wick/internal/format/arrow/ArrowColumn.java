package io.wick.internal.format.arrow;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;

/**
 * A column of a file that fills a field.
 *
 * @param field the index of the field in the schema
 * @param name of the column, as the file has it
 * @param values how its values are stored: in record batches, or in the dictionary
 * @param coding the codes in record batches, of a column that has a dictionary
 */
record ArrowColumn(int field, String name, Vector values, @Nullable Coding coding)
        implements Serializable {
    /**
     * Codes instead of values.
     *
     * @param dictionary the id of what they mean
     */
    record Coding(long dictionary, Vector codes) implements Serializable {}
}
