package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.ObjectRef;
import io.wick.Wick;
import io.wick.error.DurableRunException;
import io.wick.error.GetTimeoutException;
import io.wick.error.GraphException;
import io.wick.error.RunNameTakenException;
import io.wick.error.RunRemovedException;
import io.wick.error.TaskCancelledException;
import io.wick.error.TaskFailedException;
import io.wick.error.TaskTimeoutException;
import io.wick.graph.DurableRun;
import io.wick.graph.DurableRun.State;
import io.wick.graph.Graph;
import io.wick.graph.GraphBuilder;
import io.wick.graph.Plan;
import io.wick.graph.RunOptions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

@WickTest(nodes = 3)
class DurableRunTest {
    private static final Duration LIMIT = Duration.ofSeconds(40);

    @TempDir Path folder;

    record Point(int x, List<String> names) {}

    private static Graph<Integer> square() {
        GraphBuilder g = Graph.builder("square");
        return g.build(g.task("square", (Integer x) -> x * x, g.input("x", Integer.class)));
    }

    private static Graph<Integer> waiting(Marks marks) {
        GraphBuilder g = Graph.builder("waiting");
        return g.build(
                g.task(
                        "wait",
                        () -> {
                            marks.add(1);
                            marks.awaitOpen();
                            return 7;
                        }));
    }

    @Test
    void when_a_run_is_started_then_every_node_finds_its_result_until_it_is_removed(
            WickCluster cluster) {
        DurableRun<Integer> run =
                cluster.node(0).compile(square()).start("square", Map.of("x", 12));
        assertThat(run.get(LIMIT)).isEqualTo(144);
        for (int i = 0; i < 3; i++) {
            Wick wick = cluster.node(i);
            assertThat(wick.durableRun("square", Integer.class).orElseThrow().get()).isEqualTo(144);
            assertThat(wick.durableRuns())
                    .singleElement()
                    .satisfies(
                            info -> {
                                assertThat(info.name()).isEqualTo("square");
                                assertThat(info.graph()).isEqualTo("square");
                                assertThat(info.state()).isEqualTo(State.DONE);
                                assertThat(info.keepers()).isEqualTo(1);
                                assertThat(info.ended()).isAfterOrEqualTo(info.started());
                            });
        }
        assertThat(run.progress()).isEqualTo(new DurableRun.Progress(State.DONE, 2, 2));
        assertThat(run.cancel()).isFalse();

        assertThat(cluster.node(2).durableRun("square", Integer.class).orElseThrow().remove())
                .isTrue();
        assertThat(run.remove()).isFalse();
        assertThat(cluster.node(1).durableRun("square", Integer.class)).isEmpty();
        assertThat(cluster.node(1).durableRuns()).isEmpty();
        assertThatThrownBy(run::get).isInstanceOf(RunRemovedException.class);
    }

    @Test
    void when_a_name_is_taken_then_a_second_start_is_refused_until_it_is_removed(Wick wick) {
        Plan<Integer> plan = wick.compile(square());
        DurableRun<Integer> first = plan.start("taken", Map.of("x", 2));
        assertThatThrownBy(() -> plan.start("taken", Map.of("x", 3)))
                .isInstanceOf(RunNameTakenException.class)
                .hasMessageContaining("taken");
        assertThat(first.get(LIMIT)).isEqualTo(4);
        assertThatThrownBy(() -> plan.start("taken", Map.of("x", 3)))
                .isInstanceOf(RunNameTakenException.class);
        assertThat(first.remove()).isTrue();

        DurableRun<Integer> second = plan.start("taken", Map.of("x", 3));
        assertThat(second.get(LIMIT)).isEqualTo(9);
        assertThatThrownBy(first::state).isInstanceOf(RunRemovedException.class);
        assertThat(first.remove()).isFalse();
        assertThat(second.remove()).isTrue();
    }

    @Test
    void when_results_are_of_many_kinds_then_they_come_as_they_were(Wick wick) {
        GraphBuilder g = Graph.builder("kinds");
        var point = g.task("point", () -> new Point(3, List.of("a", "b")));
        var nothing = g.task("nothing", () -> null);
        var bytes = g.task("bytes", () -> new byte[] {1, 2, 3});
        var large = g.task("large", () -> new double[300_000]);
        var largeBytes = g.task("large bytes", () -> new byte[400_000]);
        DurableRun<? extends List<?>> run =
                wick.compile(g.buildAll(List.of(point, nothing, bytes, large, largeBytes)))
                        .start("kinds");
        List<?> all = run.get(LIMIT);
        assertThat(all.get(0)).isEqualTo(new Point(3, List.of("a", "b")));
        assertThat(all.get(1)).isNull();
        assertThat((byte[]) all.get(2)).containsExactly(1, 2, 3);
        assertThat((double[]) all.get(3)).hasSize(300_000);
        assertThat((byte[]) all.get(4)).hasSize(400_000);
        assertThatThrownBy(() -> wick.durableRun("kinds", String.class).orElseThrow().get())
                .isInstanceOf(DurableRunException.class)
                .hasMessageContaining("java.lang.String");
        run.remove();
    }

    @Test
    void when_a_vertex_fails_then_everybody_gets_the_users_exception(WickCluster cluster) {
        GraphBuilder g = Graph.builder("failing");
        Plan<Integer> plan =
                cluster.node(0)
                        .compile(
                                g.build(
                                        g.<Integer>task(
                                                "divide",
                                                () -> {
                                                    throw new IllegalStateException("no luck");
                                                })));
        DurableRun<Integer> run = plan.start("failing");
        assertThatThrownBy(() -> run.get(LIMIT))
                .isInstanceOf(TaskFailedException.class)
                .hasRootCauseInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("no luck");
        assertThat(run.state()).isEqualTo(State.FAILED);
        assertThatThrownBy(
                        () ->
                                cluster.node(2)
                                        .durableRun("failing", Integer.class)
                                        .orElseThrow()
                                        .get())
                .isInstanceOf(TaskFailedException.class);
        run.remove();
    }

    @Test
    void when_it_is_cancelled_or_removed_then_what_runs_ends(WickCluster cluster) {
        Marks marks = Marks.in(folder);
        Plan<Integer> plan = cluster.node(0).compile(waiting(marks));
        DurableRun<Integer> run = plan.start("cancelled");
        assertThatThrownBy(() -> run.get(Duration.ofMillis(10)))
                .isInstanceOf(GetTimeoutException.class);
        marks.awaitCount(1);
        assertThat(cluster.node(1).durableRun("cancelled", Integer.class).orElseThrow().cancel())
                .isTrue();
        assertThatThrownBy(() -> run.get(LIMIT)).isInstanceOf(TaskCancelledException.class);
        assertThat(run.state()).isEqualTo(State.CANCELLED);
        run.remove();

        DurableRun<Integer> removed = plan.start("removed");
        marks.awaitCount(2);
        assertThat(removed.remove()).isTrue();
        // the check of the extension waits until nothing of it is left
    }

    @Test
    void when_it_takes_longer_than_it_may_then_it_fails_with_that(Wick wick) {
        DurableRun<Integer> run =
                wick.compile(waiting(Marks.in(folder)))
                        .start(
                                "late",
                                Map.of(),
                                RunOptions.DEFAULT.withTimeout(Duration.ofMillis(300)));
        assertThatThrownBy(() -> run.get(LIMIT)).isInstanceOf(TaskTimeoutException.class);
        assertThat(run.state()).isEqualTo(State.FAILED);
        run.remove();
    }

    @Test
    void when_an_input_is_a_ref_then_its_value_is_copied_and_refs_inside_are_refused(Wick wick) {
        ObjectRef<Integer> ref = wick.submit(() -> 5);
        DurableRun<Integer> run = wick.compile(square()).start("copied", Map.of("x", ref));
        assertThat(run.get(LIMIT)).isEqualTo(25);
        run.remove();

        GraphBuilder g = Graph.builder("captures");
        Plan<Integer> captures = wick.compile(g.build(g.task("take", () -> ref.get() + 1)));
        assertThatThrownBy(() -> captures.start("captures"))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("take");
        GraphBuilder h = Graph.builder("in a list");
        Plan<String> inList =
                wick.compile(
                        h.build(h.task("show", (Object l) -> l + "", h.input("l", Object.class))));
        assertThatThrownBy(() -> inList.start("in a list", Map.of("l", List.of(ref))))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("'l'");
        GraphBuilder r = Graph.builder("gives a ref");
        Plan<Object> gives =
                wick.compile(
                        r.build(r.<Object>task("give", () -> List.of(Wick.current().put("x")))));
        DurableRun<Object> given = gives.start("gives a ref");
        assertThatThrownBy(() -> given.get(LIMIT)).hasMessageContaining("ref");
        assertThat(given.state()).isEqualTo(State.FAILED);
        given.remove();
        assertThatThrownBy(() -> wick.compile(square()).start(" ", Map.of("x", 1)))
                .isInstanceOf(GraphException.class);
        assertThat(wick.durableRun("captures", Integer.class)).isEqualTo(Optional.empty());
    }

    @Test
    void when_a_run_is_awaited_in_a_task_then_the_cpu_is_given_back(WickCluster cluster) {
        Marks marks = Marks.in(folder);
        cluster.node(0).compile(waiting(marks)).start("awaited");
        var sums =
                Arrays.asList(
                        cluster.node(0).submit(DurableRunTest::await),
                        cluster.node(1).submit(DurableRunTest::await),
                        cluster.node(2).submit(DurableRunTest::await));
        marks.awaitCount(1);
        marks.open();
        for (ObjectRef<Integer> sum : sums) {
            assertThat(sum.get(LIMIT)).isEqualTo(7);
        }
        cluster.node(0).durableRun("awaited", Integer.class).orElseThrow().remove();
    }

    private static int await() {
        return Wick.current().durableRun("awaited", Integer.class).orElseThrow().get(LIMIT);
    }
}
