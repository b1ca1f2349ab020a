package io.wick.column;

import io.wick.error.PipelineException;

import java.io.Serializable;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The columns of rows of a type. A record has a column per component, in order; any other type has
 * one, named {@value #VALUE}, that holds the row itself.
 *
 * <pre>{@code
 * record Flight(LocalDate date, int delay, String origin) {}
 * Schema.of(Flight.class).fields();          // [date DATE?, delay INT, origin STRING?]
 * }</pre>
 *
 * Immutable, for any thread.
 *
 * @param <T> the type of the rows
 */
public final class Schema<T> implements Serializable {
    /** The only column of rows that are no records. */
    public static final String VALUE = "value";

    private static final ClassValue<Schema<?>> BY_TYPE =
            new ClassValue<>() {
                @Override
                protected Schema<?> computeValue(Class<?> type) {
                    return new Schema<>(type, fieldsOf(type));
                }
            };

    private final Class<T> rowType;
    private final Field[] fields;

    private Schema(Class<T> rowType, Field[] fields) {
        this.rowType = rowType;
        this.fields = fields;
    }

    /** The schema of a row type. */
    @SuppressWarnings("unchecked")
    public static <T> Schema<T> of(Class<T> rowType) {
        return (Schema<T>) BY_TYPE.get(rowType);
    }

    /**
     * Columns of any choice, such as the states of aggregates: {@link Rows} makes no rows of them
     * unless they are those of the row type.
     *
     * @throws PipelineException if two fields have the same name
     */
    public static <T> Schema<T> of(Class<T> rowType, List<Field> fields) {
        Set<String> names = new HashSet<>();
        for (Field field : fields) {
            if (!names.add(field.name())) {
                throw new PipelineException(
                        "Rows of "
                                + rowType.getName()
                                + " have two columns named "
                                + field.name()
                                + ". Give one another name");
            }
        }
        return new Schema<>(rowType, fields.toArray(Field[]::new));
    }

    private static Field[] fieldsOf(Class<?> type) {
        if (!type.isRecord()) {
            return new Field[] {Field.of(VALUE, type)};
        }
        RecordComponent[] components = type.getRecordComponents();
        Field[] fields = new Field[components.length];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = Field.of(components[i].getName(), components[i].getType());
        }
        return fields;
    }

    /** The type of the rows. */
    public Class<T> rowType() {
        return rowType;
    }

    /** All columns, in order. */
    public List<Field> fields() {
        return List.of(fields);
    }

    /** How many columns there are. */
    public int size() {
        return fields.length;
    }

    /** The column at an index. */
    public Field field(int index) {
        return fields[index];
    }

    /** Whether a row is a record, with a column per component. */
    public boolean isRecord() {
        return rowType.isRecord();
    }

    /** Whether there is a column of this name. */
    public boolean has(String name) {
        return find(name) >= 0;
    }

    /**
     * The index of the column of this name.
     *
     * @throws PipelineException if there is none
     */
    public int indexOf(String name) {
        int index = find(name);
        if (index < 0) {
            throw new PipelineException(
                    "Rows of "
                            + rowType.getName()
                            + " have no column "
                            + name
                            + "; they have "
                            + Arrays.toString(fields));
        }
        return index;
    }

    /** The column of this name. */
    public Field field(String name) {
        return fields[indexOf(name)];
    }

    /**
     * The columns of these names only, in this schema's order.
     *
     * @throws PipelineException if there is no column of a name
     */
    public Schema<T> project(Collection<String> names) {
        names.forEach(this::indexOf);
        List<Field> kept = new ArrayList<>();
        for (Field field : fields) {
            if (names.contains(field.name())) {
                kept.add(field);
            }
        }
        return new Schema<>(rowType, kept.toArray(Field[]::new));
    }

    private int find(String name) {
        for (int i = 0; i < fields.length; i++) {
            if (fields[i].name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Schema<?> that
                && rowType == that.rowType
                && Arrays.equals(fields, that.fields);
    }

    @Override
    public int hashCode() {
        return Objects.hash(rowType, Arrays.hashCode(fields));
    }

    @Override
    public String toString() {
        return rowType.getSimpleName() + Arrays.toString(fields);
    }
}
