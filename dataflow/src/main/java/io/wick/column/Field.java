package io.wick.column;

import java.io.Serializable;
import java.util.Objects;

/**
 * A column's name and type.
 *
 * @param name the record component's name
 * @param type which column holds it
 * @param nullable whether it may have nulls: true for all but primitives
 * @param javaType the erased Java type of its values
 */
public record Field(String name, ColumnType type, boolean nullable, Class<?> javaType)
        implements Serializable {

    public Field {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(javaType, "javaType");
    }

    /** The field for values of a Java type: nullable unless that is primitive. */
    public static Field of(String name, Class<?> javaType) {
        return new Field(name, ColumnType.of(javaType), !javaType.isPrimitive(), javaType);
    }

    @Override
    public String toString() {
        return name
                + " "
                + (type == ColumnType.OBJECT ? javaType.getSimpleName() : type)
                + (nullable ? "?" : "");
    }
}
