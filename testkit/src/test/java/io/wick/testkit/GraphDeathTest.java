package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.Wick;
import io.wick.error.StoreFullException;
import io.wick.error.WickException;
import io.wick.graph.Graph;
import io.wick.graph.GraphBuilder;
import io.wick.graph.GraphRun;
import io.wick.graph.Vertices;
import io.wick.ignite.internal.IgniteEngine;

import org.apache.ignite.Ignite;
import org.apache.ignite.cache.CachePeekMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** A run whose node is killed goes on with the others, also where they have little room. */
@WickProcesses(nodes = 3, storeBytes = 32 << 20)
class GraphDeathTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final int LARGE_WIDTH = 72;
    private static final int LARGE_SUM = LARGE_WIDTH * (LARGE_WIDTH - 1);
    private static final int PAGE = 2 << 20;

    @TempDir Path folder;

    @Test
    void when_a_node_is_killed_then_the_run_goes_on_without_starting_over(
            Wick wick, ProcessCluster cluster) {
        Marks marks = Marks.in(folder);
        GraphRun<Integer> run = wick.compile(Layers.graph(marks)).run();
        marks.awaitCount(12); // each of the six workers has run one and begun another

        List<Marks.Mark> before = marks.all();
        long dead = cluster.pid(1);
        cluster.kill9(1);
        marks.open();

        assertThat(run.get(LIMIT)).isEqualTo(Layers.SUM);
        assertThat(before).anyMatch(mark -> mark.pid() == dead);
        assertThat(run.report().epochs()).isGreaterThan(1);
        long again = marks.all().stream().filter(mark -> mark.task() < Layers.WIDTH).count();
        assertThat(again - Layers.WIDTH)
                .as("vertices of the first stage that ran again")
                .isLessThanOrEqualTo(
                        before.stream().filter(mark -> mark.pid() == dead).count()
                                + Layers.WIDTH / 3);
    }

    @Test
    void when_a_node_is_killed_and_the_stores_are_full_then_the_run_ends_and_nothing_is_left(
            Wick wick, ProcessCluster cluster) {
        int before = stored(wick);
        Marks marks = Marks.in(folder);
        GraphRun<Integer> run = wick.compile(large(marks)).run();
        marks.awaitCount(LARGE_WIDTH / 4);

        cluster.kill9(1);
        marks.open();

        try {
            assertThat(run.get(LIMIT)).isEqualTo(LARGE_SUM);
            System.out.println("All stores full, one node killed: the run is exact");
        } catch (WickException e) { // what others have not yet fetched is more than may be stored
            assertThat(causes(e)).hasAtLeastOneElementOfType(StoreFullException.class);
            System.out.println("All stores full, one node killed: " + e.getMessage());
        }
        cluster.awaitNodes(2); // none of the others has halted
        Waiting.until(
                "what the run had stored is released, " + before + " before",
                LIMIT,
                () -> stored(wick) <= before);
        Marks next = new Marks(marks.file() + ".next");
        next.open();
        assertThat(wick.compile(Layers.graph(next)).run().get(LIMIT)).isEqualTo(Layers.SUM);
    }

    /** Half as much again as all stores hold; vertices from the quarter on wait for the test. */
    private static Graph<Integer> large(Marks marks) {
        GraphBuilder g = Graph.builder("large");
        Vertices<byte[]> pages =
                g.sweep(
                                "page",
                                LARGE_WIDTH,
                                (Integer i) -> {
                                    marks.add(i);
                                    if (i >= LARGE_WIDTH / 4) {
                                        marks.awaitOpen();
                                    }
                                    byte[] page = new byte[PAGE];
                                    Arrays.fill(page, (byte) (int) i);
                                    return page;
                                })
                        .spread()
                        .expects(Duration.ofSeconds(1), PAGE);
        return g.build(g.gather("sum", GraphDeathTest::sumOfEnds, pages));
    }

    private static int sumOfEnds(List<byte[]> pages) {
        return pages.stream().mapToInt(page -> page[0] + page[PAGE - 1]).sum();
    }

    private static int stored(Wick wick) {
        System.gc(); // handles are released when nobody can reach them
        Ignite ignite = ((IgniteEngine) wick.engine()).ignite();
        return ignite.cache("wick-objects").size(CachePeekMode.PRIMARY)
                + ignite.cache("wick-results").size(CachePeekMode.PRIMARY);
    }

    private static List<Throwable> causes(Throwable e) {
        return Stream.iterate(e, Objects::nonNull, Throwable::getCause).toList();
    }
}
