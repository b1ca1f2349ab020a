package io.wick.pipeline;

import io.wick.Fn1;
import io.wick.Fn2;
import io.wick.column.Field;
import io.wick.column.Schema;
import io.wick.error.PipelineException;
import io.wick.internal.pipeline.JoinKeys;
import io.wick.internal.pipeline.JoinSpec;
import io.wick.internal.pipeline.Node;
import io.wick.internal.pipeline.SelectStep;

/** Makes the joins of a {@link Pipeline}. */
final class Joins {
    private Joins() {}

    static <R> Pipeline<R> combined(
            JoinSpec.Kind kind,
            Pipeline<?> left,
            Pipeline<?> right,
            Fn1<?, ?> leftKey,
            Fn1<?, ?> rightKey,
            Fn2<?, ?, ?> combine) {
        Fn2<?, ?, ?> given = Stages.given(combine, "function", "join");
        Schema<?> schema = Schema.of(Stages.typeOf(given));
        var spec = new JoinSpec(kind, leftKey, rightKey, Stages.erased(given), null);
        return join(left, right, schema, spec);
    }

    static <R> Pipeline<R> byName(
            JoinSpec.Kind kind,
            Class<R> type,
            Pipeline<?> left,
            Pipeline<?> right,
            Fn1<?, ?> leftKey,
            Fn1<?, ?> rightKey) {
        Schema<R> schema = Schema.of(Stages.given(type, "record", "join"));
        Schema<?> lefts = left.node().schema();
        Schema<?> rights = Stages.given(right, "right pipeline", "join").node().schema();
        int[] columns = new int[schema.size()];
        for (int i = 0; i < columns.length; i++) {
            Field component = schema.field(i);
            boolean ofLeft = lefts.has(component.name());
            boolean ofRight = rights.has(component.name());
            if (!type.isRecord() || ofLeft == ofRight) {
                throw new PipelineException(
                        "The component "
                                + component
                                + " of "
                                + type.getName()
                                + (ofLeft ? " is a column of both " : " is no column of ")
                                + lefts
                                + (ofLeft ? " and " : " nor of ")
                                + rights
                                + ". A record for a join names each column as the one side does"
                                + " that has it; join(.., combine) takes any function");
            }
            Field column = (ofLeft ? lefts : rights).field(component.name());
            boolean missing = !ofLeft && kind == JoinSpec.Kind.LEFT;
            SelectStep.check(
                    missing
                            ? new Field(column.name(), column.type(), true, column.javaType())
                            : column,
                    component,
                    type);
            columns[i] =
                    ofLeft
                            ? lefts.indexOf(component.name())
                            : -1 - rights.indexOf(component.name());
        }
        return join(left, right, schema, new JoinSpec(kind, leftKey, rightKey, null, columns));
    }

    static <T> Pipeline<T> semi(
            Pipeline<T> left, Pipeline<?> right, Fn1<?, ?> leftKey, Fn1<?, ?> rightKey) {
        var spec = new JoinSpec(JoinSpec.Kind.SEMI, leftKey, rightKey, null, null);
        return join(left, right, left.node().schema(), spec);
    }

    private static <R> Pipeline<R> join(
            Pipeline<?> left, Pipeline<?> right, Schema<?> schema, JoinSpec spec) {
        Stages.given(spec.leftKey(), "left key", "join");
        Stages.given(spec.rightKey(), "right key", "join");
        Node rightNode = Stages.given(right, "right pipeline", "join").node();
        JoinKeys.of(left.node().schema(), rightNode.schema(), spec);
        return new Pipeline<>(
                new Node.Join("join " + rightNode.name(), left.node(), rightNode, schema, spec));
    }
}
