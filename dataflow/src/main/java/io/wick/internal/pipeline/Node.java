package io.wick.internal.pipeline;

import io.wick.column.Schema;
import io.wick.pipeline.Source;

import java.util.List;

/** A stage of a pipeline as the user wrote it: a node of the logical plan. Immutable. */
public sealed interface Node {
    /** What it does, or the name that the user gave it. */
    String name();

    /** What the rows it gives consist of. */
    Schema<?> schema();

    /** The stages whose rows it takes. */
    List<Node> inputs();

    /** The same under another name. */
    Node named(String name);

    /** The rows of a source. */
    record Read(String name, Source<?> source) implements Node {
        @Override
        public Schema<?> schema() {
            return source.schema();
        }

        @Override
        public List<Node> inputs() {
            return List.of();
        }

        @Override
        public Node named(String name) {
            return new Read(name, source);
        }
    }

    /** Something that is done with each row, or each batch, by itself. */
    record RowWise(String name, Node input, Schema<?> schema, Step step) implements Node {
        @Override
        public List<Node> inputs() {
            return List.of(input);
        }

        @Override
        public Node named(String name) {
            return new RowWise(name, input, schema, step);
        }
    }

    /** The rows of several, one after the other. */
    record Union(String name, List<Node> inputs) implements Node {
        @Override
        public Schema<?> schema() {
            return inputs.getFirst().schema();
        }

        @Override
        public Node named(String name) {
            return new Union(name, inputs);
        }
    }

    /** Something that needs rows of several parts together. */
    record Gathered(String name, Node input, Schema<?> schema, Exchange exchange) implements Node {
        @Override
        public List<Node> inputs() {
            return List.of(input);
        }

        @Override
        public Node named(String name) {
            return new Gathered(name, input, schema, exchange);
        }
    }

    /** Rows of two by a key. */
    record Join(String name, Node left, Node right, Schema<?> schema, JoinSpec spec)
            implements Node {
        @Override
        public List<Node> inputs() {
            return List.of(left, right);
        }

        @Override
        public Node named(String name) {
            return new Join(name, left, right, schema, spec);
        }
    }
}
