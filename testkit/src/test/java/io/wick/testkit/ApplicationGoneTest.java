package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.ObjectRef;
import io.wick.Placement;
import io.wick.ResultStream;
import io.wick.TaskOptions;
import io.wick.Wick;
import io.wick.actor.ActorRef;
import io.wick.error.WickException;
import io.wick.graph.DurableRun;
import io.wick.graph.Graph;
import io.wick.graph.GraphBuilder;
import io.wick.graph.GraphRun;
import io.wick.ignite.internal.IgniteEngine;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;

/** Work whose application the cluster has lost, on a node that never had it. */
class ApplicationGoneTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir Path folder;
    private WickCluster cluster;
    private Wick wick;
    private UUID other;

    @BeforeEach
    void shipAndLose() throws IOException {
        Files.writeString(folder.resolve("settings.txt"), "of the application");
        cluster =
                WickCluster.start(
                        2, (node, config) -> node == 0 ? config.application(folder) : config);
        wick = cluster.wick();
        other = cluster.id(1);
        assertThat(wick.task(() -> 1).onNode(cluster.id(0)).submit().get(LIMIT)).isEqualTo(1);
        ((IgniteEngine) wick.engine()).ignite().cache("wick-applications").removeAll();
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void when_the_application_is_gone_then_all_kinds_of_work_say_so() {
        ObjectRef<Integer> task = wick.task(() -> 2).onNode(other).submit();
        ActorRef<Tally> actor = wick.actor(Tally::new, 3).onNode(other).create();
        ObjectRef<Integer> call = actor.call(Tally::count);
        GraphBuilder g = Graph.builder("gone");
        Graph<Integer> graph = g.build(g.task("lost", () -> 4).onNode(other));
        GraphRun<Integer> run = wick.compile(graph).run();
        DurableRun<Integer> durable = wick.compile(graph).start("gone");

        assertSaid(() -> task.get(LIMIT));
        try (ResultStream<Integer> stream =
                wick.stream(
                        () -> Stream.of(1),
                        TaskOptions.DEFAULT.withPlacement(new Placement.OnNode(other)),
                        4)) {
            assertSaid(stream::next);
        }
        assertSaid(() -> call.get(LIMIT));
        assertSaid(() -> run.get(LIMIT));
        assertSaid(() -> durable.get(LIMIT));
        durable.remove();
        assertThat(wick.stats().tasksPending()).isZero();
    }

    private static void assertSaid(ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOf(WickException.class)
                .hasStackTraceContaining("is not in the cluster's cache")
                .hasStackTraceContaining("WickConfig.application");
    }
}
