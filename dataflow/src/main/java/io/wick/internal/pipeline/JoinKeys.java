package io.wick.internal.pipeline;

import io.wick.Fn1;
import io.wick.column.ColumnType;
import io.wick.column.Field;
import io.wick.column.Schema;
import io.wick.error.PipelineException;
import io.wick.internal.column.Expression;
import io.wick.internal.column.Key;

/** The keys of both sides, which must be of one type. */
public record JoinKeys(Key<?, ?> left, Key<?, ?> right) {
    public static JoinKeys of(Schema<?> left, Schema<?> right, JoinSpec spec) {
        Field l = field(left, spec.leftKey());
        Field r = field(right, spec.rightKey());
        if (l.type() != r.type()
                && l.type() != ColumnType.OBJECT
                && r.type() != ColumnType.OBJECT) {
            throw new PipelineException(
                    "The left key of a join is of "
                            + l.javaType().getTypeName()
                            + " and the right one of "
                            + r.javaType().getTypeName()
                            + ", so that they would never be equal. Make one of the type of"
                            + " the other");
        }
        Field common = l.type() == r.type() ? l : Field.of("key", Object.class);
        return new JoinKeys(key(left, spec.leftKey(), common), key(right, spec.rightKey(), common));
    }

    @SuppressWarnings("unchecked")
    private static <T> Field field(Schema<T> schema, Fn1<?, ?> key) {
        return Field.of("key", Expression.of(schema, (Fn1<T, ?>) key).field().javaType());
    }

    @SuppressWarnings("unchecked")
    private static <T> Key<T, ?> key(Schema<T> schema, Fn1<?, ?> key, Field as) {
        return Key.of(schema, (Fn1<T, Object>) key, as);
    }
}
