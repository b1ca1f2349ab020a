package io.wick.internal.format.parquet;

import dev.hardwood.metadata.PhysicalType;

import io.wick.internal.format.Conversion;

import java.io.Serializable;

/**
 * A column of a row group, as a split needs it.
 *
 * @param field the index of the field in the schema that it fills
 * @param name of the column, as the file has it
 * @param start where its bytes begin in the file
 * @param length how many there are
 * @param optional whether it may have nulls
 * @param codec the name of its compression
 * @param physical how the file stores a value
 * @param conversion what makes the field's value of a stored one
 * @param own whether {@link PageColumn} can read it: Hardwood reads what is rare
 */
record Chunk(
        int field,
        String name,
        long start,
        long length,
        boolean optional,
        String codec,
        PhysicalType physical,
        Conversion conversion,
        boolean own)
        implements Serializable {}
