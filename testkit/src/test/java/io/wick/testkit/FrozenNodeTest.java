package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.NodeInfo;
import io.wick.ObjectRef;
import io.wick.Wick;
import io.wick.actor.ActorRef;
import io.wick.graph.GraphRun;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * A node freezes (SIGSTOP) under tasks, a run, an actor and objects, all at once. The test is a
 * server, so that its own way into the cluster does not freeze as well.
 */
@WickProcesses(nodes = 3, client = false, setup = ActorFrozenTest.Hosts.class)
class FrozenNodeTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int TASKS = 30;
    private static final int OBJECTS = 10;
    private static final int BYTES = 100_000;

    @TempDir Path folder;

    /** Without a CPU, as the run takes all. */
    private static ObjectRef<Integer> begin(Wick wick, Marks marks, int number) {
        return wick.task(
                        () -> {
                            marks.add(number);
                            marks.awaitOpen();
                            return number;
                        })
                .spread()
                .resources(r -> r.cpus(0))
                .submit();
    }

    private static List<ObjectRef<byte[]>> putHere() {
        var refs = new ArrayList<ObjectRef<byte[]>>();
        for (int i = 0; i < OBJECTS; i++) {
            refs.add(Wick.current().put(new byte[BYTES + i]));
        }
        return refs;
    }

    private static Map<Integer, Integer> starts(Marks marks) {
        var starts = new HashMap<Integer, Integer>();
        marks.all().forEach(mark -> starts.merge(mark.task(), 1, Integer::sum));
        return starts;
    }

    @Test
    void when_a_node_freezes_then_others_go_on_and_it_comes_back_as_another(
            Wick wick, ProcessCluster cluster) {
        ActorRef<Tally> actor = ActorFrozenTest.durable(wick).retries(9);
        UUID frozen = actor.call(Tally::node).get(LIMIT);
        int index = cluster.indexOf(frozen);
        assertThat(actor.call(Tally::add, 5).get(LIMIT)).isEqualTo(5);
        List<ObjectRef<byte[]>> objects =
                wick.task(FrozenNodeTest::putHere).onNode(frozen).submit().get(LIMIT);
        Marks marks = new Marks(folder.resolve("tasks").toString());
        List<ObjectRef<Integer>> tasks =
                IntStream.range(0, TASKS).mapToObj(i -> begin(wick, marks, i)).toList();
        marks.awaitCount(TASKS);
        Marks vertices = Marks.in(folder);
        GraphRun<Integer> run = wick.compile(Layers.graph(vertices)).run();
        vertices.awaitCount(12);
        List<Marks.Mark> begun = marks.all();
        long pid = cluster.pid(index);
        assertThat(begun).anyMatch(mark -> mark.pid() == pid);

        cluster.pause(index);
        ObjectRef<Integer> call = actor.call(Tally::add, 1);
        marks.open();
        vertices.open();

        assertThat(wick.get(tasks, LIMIT)).isEqualTo(IntStream.range(0, TASKS).boxed().toList());
        assertThat(run.get(LIMIT)).isEqualTo(Layers.SUM);
        assertThat(call.get(LIMIT)).isEqualTo(6);
        readAll(objects);

        cluster.resume(index); // its old life ends its tasks, and is not heard
        Waiting.until("it is back", LIMIT, () -> !frozen.equals(cluster.nodeId(index)));
        cluster.awaitNodes(3);
        assertThat(wick.nodes().stream().map(NodeInfo::id)).doesNotContain(frozen);
        Map<Integer, Integer> starts = starts(marks);
        for (Marks.Mark mark : begun) {
            assertThat(starts.get(mark.task()))
                    .as("starts of task " + mark.task())
                    .isEqualTo(mark.pid() == pid ? 2 : 1);
        }
        assertThat(actor.call(Tally::add, 1).get(LIMIT)).isEqualTo(7);
        assertThat(wick.task(() -> 42).onNode(cluster.nodeId(index)).submit().get(LIMIT))
                .isEqualTo(42);
        readAll(objects);
        Waiting.until("nothing is pending", LIMIT, () -> wick.stats().tasksPending() == 0);
        actor.kill();
    }

    private static void readAll(List<ObjectRef<byte[]>> objects) {
        for (int i = 0; i < objects.size(); i++) {
            assertThat(objects.get(i).get(LIMIT)).hasSize(BYTES + i);
        }
    }
}
