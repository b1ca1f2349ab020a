package io.wick.pipeline;

import io.wick.Fn1;
import io.wick.column.Schema;
import io.wick.internal.column.Accessors;
import io.wick.internal.column.Key;
import io.wick.internal.pipeline.Node;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Makes the groups of a {@link Pipeline}. */
final class Groups {
    private Groups() {}

    @SuppressWarnings("unchecked")
    static <T, K> GroupedPipeline<T, K> one(Node node, Fn1<? super T, ? extends K> key) {
        Fn1<T, K> given = (Fn1<T, K>) Stages.given(key, "key", "groupBy");
        return new GroupedPipeline<>(
                node, Key.of((Schema<T>) node.schema(), given), "group by " + text(given));
    }

    @SuppressWarnings("unchecked")
    static <T, K> GroupedPipeline<T, K> several(
            Node node, Class<K> type, List<? extends Fn1<? super T, ?>> keys) {
        List<Fn1<T, ?>> given = (List<Fn1<T, ?>>) (List<?>) keys;
        return new GroupedPipeline<>(
                node,
                Key.of((Schema<T>) node.schema(), Stages.given(type, "record", "groupBy"), given),
                "group by " + given.stream().map(Groups::text).collect(Collectors.joining(", ")));
    }

    @SuppressWarnings("unchecked")
    static <T> GroupedPipeline<T, Instant> windows(
            Node node, Fn1<? super T, Instant> time, Duration size) {
        Fn1<? super T, Instant> given = Stages.given(time, "time", "window");
        Fn1<T, Instant> start = Windows.start(given, Stages.given(size, "size", "window"));
        return new GroupedPipeline<>(
                node,
                Key.of((Schema<T>) node.schema(), start),
                "window of " + size + " by " + text(given));
    }

    static <T> GroupedPipeline<T, Object> all(Node node) {
        return new GroupedPipeline<>(Objects.requireNonNull(node), Key.none(), "aggregate");
    }

    private static String text(Fn1<?, ?> key) {
        return Accessors.of(key).map(Accessors.Accessor::name).orElse("a function");
    }
}
