package io.wick.internal.pipeline;

import io.wick.Fn1;
import io.wick.column.ColumnType;
import io.wick.column.Field;
import io.wick.column.Schema;
import io.wick.error.PipelineException;
import io.wick.internal.column.Accessors;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Records made of some of the columns, without making rows.
 *
 * @param from the column that each component is
 */
public record SelectStep(Schema<?> to, int[] from) implements Step {

    /**
     * Checks that the columns are what the record's components want.
     *
     * @throws PipelineException that names the component that does not fit
     */
    public static SelectStep of(
            Schema<?> schema, Class<?> type, List<? extends Fn1<?, ?>> columns) {
        Schema<?> to = Schema.of(type);
        if (!type.isRecord() || to.size() != columns.size()) {
            throw new PipelineException(
                    "A record with "
                            + columns.size()
                            + " components is wanted, one for each accessor given; "
                            + type.getName()
                            + " is "
                            + (type.isRecord() ? "one of " + to : "none")
                            + ". Give an accessor for each component, in their order");
        }
        int[] from = new int[columns.size()];
        for (int i = 0; i < from.length; i++) {
            from[i] = index(schema, columns.get(i), to, i);
            check(schema.field(from[i]), to.field(i), type);
        }
        return new SelectStep(to, from);
    }

    private static int index(Schema<?> schema, Fn1<?, ?> column, Schema<?> to, int i) {
        return Accessors.of(column)
                .filter(accessor -> schema.has(accessor.name()))
                .map(accessor -> schema.indexOf(accessor.name()))
                .orElseThrow(
                        () ->
                                new PipelineException(
                                        "The component "
                                                + to.field(i).name()
                                                + " of "
                                                + to.rowType().getName()
                                                + " is to be a column, but what is given for it is"
                                                + " no accessor of "
                                                + schema
                                                + ". Give one, such as Flight::origin, or use"
                                                + " map(..)"));
    }

    /**
     * Checks that a component takes the values of a column.
     *
     * @throws PipelineException when it does not
     */
    public static void check(Field column, Field component, Class<?> type) {
        boolean fits =
                column.type() == component.type()
                        && (column.type() != ColumnType.OBJECT
                                || component.javaType().isAssignableFrom(column.javaType()))
                        && (component.nullable() || !column.nullable());
        if (!fits) {
            throw new PipelineException(
                    "The component "
                            + component
                            + " of "
                            + type.getName()
                            + " does not take the column "
                            + column
                            + ". Give the component the type of the column"
                            + (column.nullable() && !component.nullable()
                                    ? ", which may be null"
                                    : ""));
        }
    }

    /** The names of the columns, for people. */
    public String text() {
        return to.fields().stream().map(Field::name).toList().toString();
    }

    @Override
    public Receiver open(TaskContext context, Receiver next) {
        return Receiver.before(next, chunk -> next.accept(chunk.select(to, from)));
    }

    @Override
    public Set<String> needs(Schema<?> schema, Set<String> wanted) {
        var needed = new LinkedHashSet<String>();
        for (int i = 0; i < from.length; i++) {
            if (wanted.contains(to.field(i).name())) {
                needed.add(schema.field(from[i]).name());
            }
        }
        return needed;
    }
}
