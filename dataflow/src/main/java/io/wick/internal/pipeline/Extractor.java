package io.wick.internal.pipeline;

import io.wick.Fn1;
import io.wick.column.Column;
import io.wick.column.ColumnBuilder;
import io.wick.column.Field;
import io.wick.column.Schema;
import io.wick.internal.column.Accessors;
import io.wick.internal.column.Cells;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes values out of rows as columns: what an accessor gives is the column as it is, what another
 * function gives is called for with the row. Immutable.
 *
 * @param from what the rows consist of
 * @param fns gives each column; one for each field of {@code to}
 * @param columns the index of the column that the function is the accessor of; -1 for others
 */
public record Extractor(Schema<?> from, List<? extends Fn1<?, ?>> fns, Schema<?> to, int[] columns)
        implements Serializable {

    /** An extractor of fields that are named and typed. */
    static Extractor of(Schema<?> from, List<? extends Fn1<?, ?>> fns, List<Field> fields) {
        int[] columns = new int[fns.size()];
        for (int i = 0; i < columns.length; i++) {
            int column = columnOf(from, fns.get(i));
            boolean same = column >= 0 && from.field(column).type() == fields.get(i).type();
            columns[i] = same ? column : -1;
        }
        return new Extractor(
                from, List.copyOf(fns), Schema.of(Object.class, List.copyOf(fields)), columns);
    }

    /** An extractor of all columns of a row. */
    static Extractor ofRow(Schema<?> schema) {
        return new Extractor(
                schema,
                List.of(),
                schema,
                java.util.stream.IntStream.range(0, schema.size()).toArray());
    }

    /** The column that a function is the accessor of; -1 when it is something else. */
    static int columnOf(Schema<?> schema, Fn1<?, ?> fn) {
        return Accessors.of(fn)
                .filter(accessor -> accessor.rowType() == schema.rowType())
                .map(accessor -> schema.indexOf(accessor.name()))
                .orElse(-1);
    }

    /** The type of what a function gives, as far as it is known. */
    static Class<?> typeOf(Fn1<?, ?> fn) {
        return Accessors.of(fn)
                .<Class<?>>map(Accessors.Accessor::type)
                .orElseGet(() -> io.wick.internal.graph.FunctionTypes.of(fn).resultType());
    }

    /** The columns that it needs. */
    Set<String> needs() {
        var needed = new HashSet<String>();
        for (int column : columns) {
            if (column < 0) {
                return Step.all(from);
            }
            needed.add(from.field(column).name());
        }
        return needed;
    }

    /** What it gives for a chunk's rows, a column for each field. */
    Column[] extract(Chunk chunk) throws Exception {
        Column[] taken = new Column[columns.length];
        for (int i = 0; i < taken.length; i++) {
            boolean column = columns[i] >= 0 && (fns.isEmpty() || chunk.hasColumns());
            taken[i] = column ? chunk.made(columns[i]) : call(chunk, i);
        }
        return taken;
    }

    @SuppressWarnings("unchecked")
    private Column call(Chunk chunk, int at) throws Exception {
        Object[] rows = chunk.rows();
        var fn = (Fn1<Object, @Nullable Object>) fns.get(at);
        Field field = to.field(at);
        var builder = ColumnBuilder.of(field.type(), chunk.size());
        for (int i = 0; i < chunk.size(); i++) {
            builder.addValue(Cells.held(field, fn.call(rows[i])));
        }
        return builder.build();
    }
}
