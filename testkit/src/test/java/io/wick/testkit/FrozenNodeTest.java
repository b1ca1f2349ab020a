package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.NodeInfo;
import io.wick.ObjectRef;
import io.wick.Wick;
import io.wick.error.ObjectLostException;
import io.wick.graph.GraphRun;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Tasks, a run and stored objects while nodes freeze (as in a long collection of garbage), or die.
 */
@WickProcesses(nodes = 3, client = false, failureDetection = 4000)
class FrozenNodeTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int TASKS = 30;
    private static final int BYTES = 100_000;

    @TempDir Path folder;

    /** What is under way when something happens. */
    private record Work(
            Marks tasksBegun,
            Marks verticesBegun,
            List<ObjectRef<Integer>> tasks,
            GraphRun<Integer> run,
            List<ObjectRef<byte[]>> stored) {
        static Work begin(Wick wick, Path folder) {
            Marks vertices = Marks.in(folder);
            GraphRun<Integer> run = wick.compile(Layers.graph(vertices)).run();
            vertices.awaitCount(12);
            var tasks = new Marks(folder.resolve("tasks").toString());
            return new Work(
                    tasks,
                    vertices,
                    IntStream.range(0, TASKS).mapToObj(i -> begin(wick, tasks, i)).toList(),
                    run,
                    IntStream.range(0, 10).mapToObj(i -> wick.put(new byte[BYTES + i])).toList());
        }

        private static ObjectRef<Integer> begin(Wick wick, Marks marks, int number) {
            return wick.task(
                            () -> {
                                marks.add(number);
                                marks.awaitOpen();
                                return number;
                            })
                    .spread()
                    .resources(r -> r.cpus(0)) // the run has all CPUs
                    .submit();
        }

        void finish(Wick wick) {
            tasksBegun.open();
            verticesBegun.open();
            assertThat(run.get(LIMIT)).isEqualTo(Layers.SUM);
            assertThat(wick.get(tasks, LIMIT))
                    .isEqualTo(IntStream.range(0, TASKS).boxed().toList());
        }

        Map<Integer, Integer> starts() {
            var starts = new HashMap<Integer, Integer>();
            tasksBegun.all().forEach(mark -> starts.merge(mark.task(), 1, Integer::sum));
            return starts;
        }

        boolean isStored(int index) {
            try {
                assertThat(stored.get(index).get(LIMIT)).hasSize(BYTES + index);
                return true;
            } catch (ObjectLostException e) {
                return false;
            }
        }
    }

    private static List<UUID> ids(Wick wick) {
        return wick.nodes().stream().map(NodeInfo::id).sorted().toList();
    }

    @Test
    void when_a_node_freezes_for_less_than_detection_then_nothing_runs_again(
            Wick wick, ProcessCluster cluster) throws InterruptedException {
        List<UUID> before = ids(wick);
        Work work = Work.begin(wick, folder);
        work.tasksBegun().awaitCount(TASKS);

        cluster.pause(1);
        Thread.sleep(1000); // what is tested is this time
        cluster.resume(1);

        work.finish(wick);
        assertThat(work.starts().values()).containsOnly(1);
        assertThat(work.run().report().epochs()).isEqualTo(1);
        assertThat(IntStream.range(0, 10)).allMatch(work::isStored);
        assertThat(ids(wick)).isEqualTo(before);
    }

    @Test
    void when_a_node_freezes_for_longer_then_others_go_on_and_it_comes_back_as_another(
            Wick wick, ProcessCluster cluster) {
        Work work = Work.begin(wick, folder);
        work.tasksBegun().awaitCount(TASKS);
        UUID frozen = cluster.nodeId(1);
        long pid = cluster.pid(1);
        List<Marks.Mark> begun = work.tasksBegun().all();

        cluster.pause(1);
        work.finish(wick);
        cluster.resume(1);

        Waiting.until("it is back", LIMIT, () -> !frozen.equals(cluster.nodeId(1)));
        cluster.awaitNodes(3);
        assertThat(ids(wick)).doesNotContain(frozen);
        begun.forEach(
                mark ->
                        assertThat(work.starts().get(mark.task()))
                                .as("starts of task " + mark.task())
                                .isEqualTo(mark.pid() == pid ? 2 : 1));
        assertThat(IntStream.range(0, 10)).allMatch(work::isStored);
        int answer = wick.task(() -> 42).onNode(cluster.nodeId(1)).submit().get(LIMIT);
        assertThat(answer).isEqualTo(42);
    }

    @Test
    void when_two_nodes_die_in_a_row_and_others_join_then_all_but_lost_objects_is_exact(
            Wick wick, ProcessCluster cluster) {
        Work work = Work.begin(wick, folder);
        work.tasksBegun().awaitCount(TASKS);

        cluster.kill9(0);
        cluster.kill9(1);
        cluster.awaitNodes(1);
        cluster.restart(0);

        work.finish(wick);
        long kept = IntStream.range(0, 10).filter(work::isStored).count();
        System.out.println(kept + " of 10 objects with one backup outlived two nodes of four");
        assertThat(wick.task(() -> 42).onNode(cluster.nodeId(0)).submit().get(LIMIT)).isEqualTo(42);
    }
}
