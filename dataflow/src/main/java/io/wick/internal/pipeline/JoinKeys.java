package io.wick.internal.pipeline;

import io.wick.column.ColumnType;
import io.wick.column.Field;
import io.wick.column.Schema;
import io.wick.error.PipelineException;

import java.util.List;

/** The fields of both keys, which must be of one type. */
public record JoinKeys(Extractor left, Extractor right) {
    public static JoinKeys of(Schema<?> left, Schema<?> right, JoinSpec spec) {
        Field l = Field.of("key", Extractor.typeOf(spec.leftKey()));
        Field r = Field.of("key", Extractor.typeOf(spec.rightKey()));
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
        return new JoinKeys(
                Extractor.of(left, List.of(spec.leftKey()), List.of(common)),
                Extractor.of(right, List.of(spec.rightKey()), List.of(common)));
    }
}
