package io.wick.pipeline;

import io.wick.column.Schema;
import io.wick.internal.column.GroupSpec;
import io.wick.internal.column.Key;
import io.wick.internal.pipeline.Grouping;
import io.wick.internal.pipeline.Node;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Rows in groups of one key each, to be aggregated. Immutable, thread-safe.
 *
 * @param <T> the type of a row
 * @param <K> the type of a key
 */
public final class GroupedPipeline<T, K extends @Nullable Object> {
    private final Node node;
    private final Key<T, K> key;
    private final String name;

    GroupedPipeline(Node node, Key<T, K> key, String name) {
        this.node = node;
        this.key = key;
        this.name = name;
    }

    /**
     * A record for each group: first the key, then what each aggregate gives, in the order of the
     * record's components. A key that is a record is either one component of its type, or a
     * component for each of its own.
     *
     * @throws io.wick.error.PipelineException when the record does not fit; names the component
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // read alone
    public final <R> Pipeline<R> aggregate(Class<R> type, Aggregate<? super T, ?>... aggregates) {
        return grouped(
                Stages.given(type, "record", "aggregate"),
                Stages.givenAll(aggregates, "aggregate", "aggregate"));
    }

    /** The key and what one aggregate gives, for each group. */
    @SuppressWarnings("unchecked")
    public <R extends @Nullable Object> Pipeline<Grouped<K, R>> aggregate(
            Aggregate<? super T, R> aggregate) {
        Class<?> pair = Grouped.class;
        return grouped(
                (Class<Grouped<K, R>>) pair,
                List.of(Stages.given(aggregate, "aggregate", "aggregate")));
    }

    /** The key and how many rows have it, for each group. */
    public Pipeline<Grouped<K, Long>> count() {
        return aggregate(Aggregates.<T>count());
    }

    @SuppressWarnings("unchecked")
    private <R> Pipeline<R> grouped(
            Class<R> type, List<? extends Aggregate<? super T, ?>> aggregates) {
        GroupSpec<T, K, R> spec = GroupSpec.of((Schema<T>) node.schema(), key, type, aggregates);
        return new Pipeline<>(new Node.Gathered(name, node, spec.result(), new Grouping(spec)));
    }
}
