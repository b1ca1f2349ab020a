package io.wick.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.internal.graph.GraphModel;
import io.wick.internal.graph.Operation;
import io.wick.internal.graph.Stage;

/** Whether two graphs have the same structure; functions, which know no equality, aside. */
final class SameGraph {
    private SameGraph() {}

    static void check(GraphModel actual, GraphModel expected) {
        assertThat(actual.name()).isEqualTo(expected.name());
        assertThat(actual.single()).isEqualTo(expected.single());
        assertThat(actual.inputStart()).isEqualTo(expected.inputStart());
        assertThat(actual.inputs()).isEqualTo(expected.inputs());
        assertThat(actual.results()).isEqualTo(expected.results());
        assertThat(actual.order()).isEqualTo(expected.order());
        assertThat(actual.stages()).hasSameSizeAs(expected.stages());
        for (int i = 0; i < expected.stages().size(); i++) {
            Stage stage = actual.stages().get(i);
            assertThat(withoutFunction(stage)).isEqualTo(withoutFunction(expected.stages().get(i)));
        }
    }

    private static Stage withoutFunction(Stage stage) {
        if (!(stage.operation() instanceof Operation.Call call)) {
            return stage;
        }
        return new Stage(
                stage.id(),
                stage.name(),
                new Operation.Call(null, call.indexed(), call.parameters(), call.gathered()),
                stage.options(),
                stage.first(),
                stage.count(),
                stage.expectedNanos(),
                stage.expectedBytes());
    }
}
