package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wick.Wick;
import io.wick.error.PoisonTaskException;
import io.wick.graph.DurableRun;
import io.wick.graph.Graph;
import io.wick.graph.GraphBuilder;
import io.wick.graph.GraphRun;
import io.wick.graph.Plan;
import io.wick.graph.Vertices;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** A vertex that ends the JVM it runs in kills three of them, and the run ends. */
@WickProcesses(nodes = 6, client = true)
class PoisonGraphTest {
    private static final int WIDTH = 200;
    private static final int POISON = 77;
    private static final int FIRST = 1;
    private static final int SECOND = 2;
    private static final int SUM = WIDTH * (WIDTH - 1) / 2;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir Path folder;

    @Test
    void when_a_vertex_kills_its_node_then_the_run_names_it_after_three_and_the_rest_goes_on(
            Wick wick, ProcessCluster cluster) {
        Marks marks = Marks.in(folder);
        var error =
                catchThrowableOfType(
                        PoisonTaskException.class,
                        () -> wick.compile(graph(marks, POISON)).run().get(LIMIT));

        assertFound(error, marks, cluster);
        assertThat(wick.compile(graph(marks, -1)).run().get(LIMIT)).isEqualTo(SUM);
    }

    @Test
    void when_a_vertex_of_a_durable_run_kills_its_nodes_then_it_does_not_walk_through_keepers(
            Wick wick, ProcessCluster cluster) {
        Marks marks = Marks.in(folder);
        DurableRun<Integer> run = wick.compile(graph(marks, POISON)).start("poison");
        var error = catchThrowableOfType(PoisonTaskException.class, () -> run.get(LIMIT));

        assertFound(error, marks, cluster);
        assertThat(run.state()).isEqualTo(DurableRun.State.FAILED);
        assertThat(run.remove()).isTrue();
        DurableRun<Integer> clean = wick.compile(graph(marks, -1)).start("clean");
        assertThat(clean.get(LIMIT)).isEqualTo(SUM);
        assertThat(clean.remove()).isTrue();
    }

    @Test
    void when_a_second_attempt_kills_its_node_then_that_counts_and_there_is_no_other(
            Wick wick, ProcessCluster cluster) {
        Marks calm = new Marks(folder.resolve("calm").toString());
        Marks deadly = new Marks(folder.resolve("deadly").toString());
        Plan<Integer> plan = wick.compile(speculative(calm, deadly));
        assertThat(plan.run().get(LIMIT)).isEqualTo(SUM);
        UUID home = node(cluster, calm.all().getFirst());
        Marks busy = new Marks(folder.resolve("busy").toString());
        occupy(wick, home, busy); // so that the vertex waits there
        deadly.open();

        GraphRun<Integer> run = plan.run();
        deadly.awaitCount(1);
        UUID first = node(cluster, deadly.all().getFirst());
        Waiting.until("its death is seen", LIMIT, () -> !isMember(wick, first));
        busy.open();
        var error = catchThrowableOfType(PoisonTaskException.class, () -> run.get(LIMIT));

        assertThat(error.nodes()).hasSizeGreaterThan(2).startsWith(first.toString());
        List<Integer> attempts = deadly.all().stream().map(Marks.Mark::task).toList();
        assertThat(attempts).hasSizeBetween(3, 5).startsWith(SECOND);
        assertThat(attempts.subList(1, attempts.size())).containsOnly(FIRST);
    }

    private static UUID node(ProcessCluster cluster, Marks.Mark mark) {
        return IntStream.range(0, cluster.size())
                .filter(i -> cluster.pid(i) == mark.pid())
                .mapToObj(cluster::nodeId)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isMember(Wick wick, UUID node) {
        return wick.nodes().stream().anyMatch(each -> each.id().equals(node));
    }

    /** Takes both CPUs of a node, until the marks are opened. */
    private static void occupy(Wick wick, UUID node, Marks busy) {
        for (int cpu = 0; cpu < 2; cpu++) {
            wick.task(
                            () -> {
                                busy.add(0);
                                busy.awaitOpen();
                                return 0;
                            })
                    .onNode(node)
                    .retries(0)
                    .submit();
        }
        busy.awaitCount(2);
    }

    /** Three nodes are lost; up to five when this machine is so slow that deaths are seen late. */
    private static void assertFound(
            PoisonTaskException error, Marks marks, ProcessCluster cluster) {
        assertThat(error).hasMessageContaining("wide[" + POISON + "]");
        assertThat(error.task().name()).isEqualTo("wide[" + POISON + "]");
        List<Long> dead = marks.all().stream().map(Marks.Mark::pid).toList();
        assertThat(dead).as("nodes that ran it").hasSizeBetween(3, 5).doesNotHaveDuplicates();
        List<Integer> named =
                error.nodes().stream().map(UUID::fromString).map(cluster::indexOf).toList();
        assertThat(named.stream().map(cluster::pid)).containsExactlyElementsOf(dead);
        assertThat(IntStream.range(0, cluster.size()).filter(i -> isAlive(cluster.pid(i))).count())
                .as("nodes that are left")
                .isEqualTo(cluster.size() - dead.size());
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    /** The same with second attempts; it says where it is until it is to end its JVM. */
    private static Graph<Integer> speculative(Marks calm, Marks deadly) {
        GraphBuilder g = Graph.builder("slow poison");
        Vertices<Integer> wide =
                g.sweep(
                                "wide",
                                WIDTH,
                                (Integer i) -> {
                                    if (i == POISON && deadly.isOpen()) {
                                        deadly.add(isVertex() ? FIRST : SECOND);
                                        Runtime.getRuntime().halt(1);
                                    } else if (i == POISON && isVertex()) {
                                        calm.add(i);
                                    }
                                    return i;
                                })
                        .spread()
                        .speculative();
        return g.build(g.gather("sum", PoisonGraphTest::sum, wide));
    }

    private static int sum(List<Integer> all) {
        return all.stream().mapToInt(Integer::intValue).sum();
    }

    /** Whether this is the first attempt of a vertex; the second one is a task. */
    private static boolean isVertex() {
        return StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(PoisonGraphTest::isOfVertex));
    }

    private static boolean isOfVertex(StackWalker.StackFrame frame) {
        return frame.getClassName().endsWith(".VertexWork");
    }

    /** Vertices that take a moment, one of which ends its JVM, and their sum. */
    private static Graph<Integer> graph(Marks marks, int poison) {
        GraphBuilder g = Graph.builder("poisoned");
        var wide =
                g.sweep(
                                "wide",
                                WIDTH,
                                (Integer i) -> {
                                    if (i == poison) {
                                        marks.add(i);
                                        Runtime.getRuntime().halt(1);
                                    }
                                    Thread.sleep(5);
                                    return i;
                                })
                        .expects(Duration.ofMillis(5), 8);
        return g.build(g.gather("sum", PoisonGraphTest::sum, wide));
    }
}
