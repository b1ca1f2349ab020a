package io.wick.pipeline;

import io.wick.Fn1;
import io.wick.Fn2;
import io.wick.column.Batch;
import io.wick.error.PipelineException;
import io.wick.internal.graph.FunctionTypes;
import io.wick.internal.pipeline.DirectSink;
import io.wick.internal.pipeline.Node;
import io.wick.internal.pipeline.Outcome;
import io.wick.internal.pipeline.Outcomes;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Checks what the operators of a {@link Pipeline} are given, and takes types off functions. */
final class Stages {
    private Stages() {}

    /** The value, unless it is null. */
    static <V> V given(@Nullable V value, String what, String operator) {
        if (value == null) {
            throw new PipelineException(
                    "The " + what + " of " + operator + "(..) is null: give one");
        }
        return value;
    }

    /** The values, none of which is null. */
    static <V> List<V> givenAll(@Nullable V @Nullable [] values, String what, String operator) {
        @Nullable V[] all = given(values, "list of " + what + "s", operator);
        var list = new ArrayList<V>();
        for (int i = 0; i < all.length; i++) {
            list.add(given(all[i], what + " " + (i + 1), operator));
        }
        return List.copyOf(list);
    }

    /** A name that can be seen. */
    static String named(@Nullable String name, String operator) {
        String given = given(name, "name", operator);
        if (given.isBlank()) {
            throw new PipelineException(
                    "The name of " + operator + "(..) is blank: give one to be seen");
        }
        return given;
    }

    static void atLeastOne(int value, String what, String operator) {
        if (value < 1) {
            throw new PipelineException(
                    operator + "(..) takes a number of " + what + ", 1 or more; got " + value);
        }
    }

    /** The class of what a function gives; Object when the compiler left none. */
    static Class<?> typeOf(Serializable fn) {
        return FunctionTypes.of(fn).resultType();
    }

    static void checkColumns(Node node, Set<String> columns, String operator) {
        for (String column : columns) {
            if (!node.schema().has(column)) {
                throw new PipelineException(
                        operator
                                + "(..) after '"
                                + node.name()
                                + "' uses the column "
                                + column
                                + ", but its rows are "
                                + node.schema()
                                + ". Use a column of these, or filter(..) with a function");
            }
        }
    }

    static Node union(List<Node> inputs) {
        Node first = inputs.getFirst();
        for (Node input : inputs) {
            if (!input.schema().equals(first.schema())) {
                throw new PipelineException(
                        "union(..) takes rows of one kind, but '"
                                + first.name()
                                + "' gives "
                                + first.schema()
                                + " and '"
                                + input.name()
                                + "' gives "
                                + input.schema()
                                + ". Map one to the type of the other; map(Class, ..) says a type"
                                + " that the compiler did not leave");
            }
        }
        return new Node.Union("union", List.copyOf(inputs));
    }

    // What the plan holds has no types: the compiler has checked that the stages fit together.

    @SuppressWarnings("unchecked")
    static Fn1<Object, Object> erased(Fn1<?, ?> fn) {
        return (Fn1<Object, Object>) fn;
    }

    @SuppressWarnings("unchecked")
    static Fn2<Object, @Nullable Object, Object> erased(Fn2<?, ?, ?> fn) {
        return (Fn2<Object, @Nullable Object, Object>) fn;
    }

    @SuppressWarnings("unchecked")
    static Fn2<Object, Batch, Batch> erasedBatches(Fn2<?, Batch, Batch> fn) {
        return (Fn2<Object, Batch, Batch>) fn;
    }

    @SuppressWarnings("unchecked")
    static Fn1<Object, Iterable<?>> erasedToMany(Fn1<?, ?> fn) {
        return (Fn1<Object, Iterable<?>>) fn;
    }

    @SuppressWarnings("unchecked")
    static RowPredicate<Object> erasedTest(RowPredicate<?> test) {
        return (RowPredicate<Object>) test;
    }

    @SuppressWarnings("unchecked")
    static RowAction<Object> erasedAction(RowAction<?> action) {
        return (RowAction<Object>) action;
    }

    /** Of a sink that knows a shorter way, that. */
    @SuppressWarnings("unchecked")
    static <P extends @Nullable Object, R extends @Nullable Object> Outcome<R> outcome(
            Sink<?, P, R> sink) {
        return sink instanceof DirectSink<?, ?> direct
                ? (Outcome<R>) direct.outcome()
                : new Outcomes.Into<>(sink);
    }
}
