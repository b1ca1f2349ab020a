package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.ObjectRef;
import io.wick.Wick;
import io.wick.error.PipelineException;
import io.wick.ignite.internal.IgniteEngine;
import io.wick.pipeline.Pipeline;
import io.wick.pipeline.PipelineRun;
import io.wick.pipeline.Sinks;
import io.wick.pipeline.Sources;

import org.apache.ignite.IgniteCache;
import org.apache.ignite.cache.CachePeekMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;

/** Objects under names: on nodes that die, replaced while they are read, gone when nobody can. */
@WickProcesses(nodes = 3, storeBytes = 128L << 20)
class NamedObjectTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int ROWS = 200_000;

    @TempDir Path folder;

    record Point(long x, String name) implements Serializable {}

    record Other(long x) implements Serializable {}

    private static long write(Wick wick, String name, long from) {
        return Pipeline.from(Sources.range(from, from + ROWS))
                .map(x -> new Point(x, "p" + x % 10))
                .into(Sinks.<Point>object(name))
                .run(wick);
    }

    private static Pipeline<Long> xs(String name) {
        return Pipeline.from(Sources.object(name, Point.class)).map(Point::x);
    }

    private static List<Long> numbers(long from) {
        return LongStream.range(from, from + ROWS).boxed().toList();
    }

    private static <V> IgniteCache<Object, V> cache(Wick wick, String name) {
        return ((IgniteEngine) wick.engine()).ignite().cache(name);
    }

    /** Whether what is stored are the parts of versions that have a name, and nothing else. */
    private static boolean isClean(Wick wick) {
        System.gc(); // readers are gone when nobody can reach their runs
        wick.removeObject("none"); // looks for what does not live
        Set<String> parts = new HashSet<>();
        cache(wick, "wick-names")
                .forEach(
                        entry -> {
                            String key = entry.getKey().toString();
                            if (key.startsWith("part/")) {
                                parts.add(key);
                            }
                        });
        long versions = parts.stream().map(part -> part.split("/")[1]).distinct().count();
        return versions == wick.objectNames().size()
                && parts.size() == cache(wick, "wick-objects").size(CachePeekMode.PRIMARY);
    }

    @Test
    void when_the_writer_dies_then_the_rows_are_there_for_others(
            Wick wick, ProcessCluster cluster) {
        // given
        ObjectRef<Long> rows =
                wick.task(() -> write(Wick.current(), "left", 7))
                        .onNode(cluster.nodeId(1))
                        .submit();
        assertThat(rows.get(LIMIT)).isEqualTo(ROWS);

        // when
        cluster.kill9(1);
        cluster.awaitNodes(2);

        // then
        assertThat(wick.objectNames()).contains("left");
        assertThat(xs("left").collect(wick)).isEqualTo(numbers(7));
        assertThat(
                        wick.task(() -> xs("left").count(Wick.current()))
                                .onNode(cluster.nodeId(2))
                                .submit()
                                .get(LIMIT))
                .isEqualTo(ROWS);
        cluster.restart(1);
        cluster.awaitNodes(3);
    }

    @Test
    void when_a_writer_dies_before_the_end_then_nothing_of_it_stays(
            Wick wick, ProcessCluster cluster) {
        Marks marks = Marks.in(folder);
        write(wick, "half", 0);
        wick.task(
                        () ->
                                Pipeline.from(Sources.range(0, 100))
                                        .map(
                                                x -> {
                                                    if (x == 99) {
                                                        marks.add(1);
                                                        marks.awaitOpen();
                                                    }
                                                    return new Point(x, "half");
                                                })
                                        .into(Sinks.<Point>object("half"))
                                        .run(Wick.current()))
                .onNode(cluster.nodeId(1))
                .retries(0)
                .submit();
        marks.awaitCount(1);

        cluster.kill9(1);
        cluster.awaitNodes(2);
        marks.open();

        assertThat(xs("half").collect(wick)).isEqualTo(numbers(0));
        Waiting.until("the parts of the run that was lost are deleted", LIMIT, () -> isClean(wick));
        cluster.restart(1);
        cluster.awaitNodes(3);
    }

    @Test
    void when_an_object_is_replaced_then_runs_that_read_it_end_with_what_they_began(Wick wick) {
        // given
        Marks marks = Marks.in(folder);
        write(wick, "both", 0);
        PipelineRun<List<Long>> run =
                xs("both")
                        .map(
                                x -> {
                                    if (x == 50_000) {
                                        marks.add(1);
                                        marks.awaitOpen();
                                    }
                                    return x;
                                })
                        .into(Sinks.<Long>list())
                        .start(wick);
        marks.awaitCount(1);
        Set<UUID> parts = Set.copyOf(wick.engine().names().hold("both").keys());

        // when
        write(wick, "both", 1000);

        // then
        assertThat(xs("both").collect(wick)).isEqualTo(numbers(1000));
        assertThat(isClean(wick)).isFalse();
        assertThat(cache(wick, "wick-objects").containsKeys(parts)).isTrue();
        marks.open();
        assertThat(run.get(LIMIT)).isEqualTo(numbers(0));
        run = null;
        Waiting.until("the version before is deleted", LIMIT, () -> isClean(wick));
        assertThat(cache(wick, "wick-objects").containsKeys(parts)).isFalse();
    }

    @Test
    void when_an_object_is_written_badly_or_read_badly_then_it_is_said(Wick wick) {
        write(wick, "good", 0);

        assertThatThrownBy(() -> xs("god").count(wick))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("no object 'god'")
                .hasMessageContaining("good");
        assertThatThrownBy(() -> Pipeline.from(Sources.object("good", Other.class)).count(wick))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("rows of " + Point.class.getName())
                .hasMessageContaining("read as rows of " + Other.class.getName());
        assertThatThrownBy(
                        () ->
                                Pipeline.from(Sources.range(0, 10))
                                        .map(x -> new Point(1 / (x - 5), "bad"))
                                        .into(Sinks.<Point>object("good"))
                                        .run(wick))
                .hasStackTraceContaining("/ by zero");
        assertThat(xs("good").collect(wick)).isEqualTo(numbers(0));
        assertThat(wick.removeObject("good")).isTrue();
        assertThat(wick.removeObject("good")).isFalse();
        assertThat(wick.objectNames()).doesNotContain("good");
    }
}
