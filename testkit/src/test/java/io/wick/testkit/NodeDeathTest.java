package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.ObjectRef;
import io.wick.Wick;
import io.wick.error.NodeLostException;
import io.wick.error.ObjectLostException;
import io.wick.ignite.internal.IgniteEngine;

import org.apache.ignite.cache.CachePeekMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;

/** Promises 1 and 2 against JVMs that are killed and frozen. */
@WickProcesses(nodes = 3)
class NodeDeathTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int LARGE = 128 * 1024;

    @TempDir Path folder;

    @Test
    void when_a_node_is_killed_then_its_tasks_run_again_once(Wick wick, ProcessCluster cluster) {
        Marks marks = Marks.in(folder);
        int count = 60;
        var refs = new ArrayList<ObjectRef<Integer>>();
        for (int i = 0; i < count; i++) {
            int number = i;
            refs.add(
                    wick.task(
                                    () -> {
                                        marks.add(number);
                                        marks.awaitOpen();
                                        return number * number;
                                    })
                            .spread()
                            .submit());
        }
        marks.awaitCount(6);

        long dead = cluster.pid(1);
        cluster.kill9(1);
        long killedAt = System.currentTimeMillis();
        List<Marks.Mark> before = marks.all();
        marks.open();

        for (int i = 0; i < count; i++) {
            assertThat(refs.get(i).get(LIMIT)).isEqualTo(i * i);
        }
        var starts = new HashMap<Integer, Integer>();
        marks.all().forEach(mark -> starts.merge(mark.task(), 1, Integer::sum));
        for (int i = 0; i < count; i++) {
            int task = i;
            boolean ranOnDead =
                    before.stream().anyMatch(mark -> mark.task() == task && mark.pid() == dead);
            assertThat(starts.get(i)).as("starts of task " + i).isEqualTo(ranOnDead ? 2 : 1);
        }
        assertThat(before).anyMatch(mark -> mark.pid() == dead);
        assertThat(wick.stats().tasksRetried()).isGreaterThanOrEqualTo(2);
        long last = marks.all().stream().mapToLong(Marks.Mark::atMillis).max().orElseThrow();
        System.out.println("kill -9 to the last start of a task: " + (last - killedAt) + " ms");
        assertThat(wick.stats().tasksPending()).isZero();
    }

    @Test
    void when_the_primary_of_a_put_object_dies_then_it_is_readable(
            Wick wick, ProcessCluster cluster) {
        var refs = new ArrayList<ObjectRef<long[]>>();
        for (int i = 0; i < 6; i++) {
            long[] value = new long[LARGE];
            value[LARGE - 1] = i;
            refs.add(wick.put(value));
        }
        int primary = cluster.indexOf(homeOf(wick, refs.getFirst()));

        cluster.kill9(primary);

        for (int i = 0; i < 6; i++) {
            assertThat(refs.get(i).get(LIMIT)[LARGE - 1]).isEqualTo(i);
        }
    }

    private static UUID homeOf(Wick wick, ObjectRef<?> ref) {
        return wick.task(() -> Wick.current().nodes().getFirst().id())
                .near(ref)
                .submit()
                .get(LIMIT);
    }

    @Test
    void when_the_node_of_a_stored_result_dies_then_it_is_made_again(
            Wick wick, ProcessCluster cluster) {
        Marks marks = Marks.in(folder);
        ObjectRef<long[]> result =
                wick.submit(
                        () -> {
                            marks.add(0);
                            var value = new long[LARGE];
                            value[7] = 42;
                            return value;
                        });
        wick.await(List.of(result), 1, LIMIT);
        int home = cluster.indexOf(homeOf(wick, result));
        assertThat(cluster.pid(home)).isEqualTo(marks.all().getFirst().pid());

        cluster.kill9(home);

        ObjectRef<Long> used = wick.submit(() -> result.get()[7]);
        assertThat(used.get(LIMIT)).isEqualTo(42);
        assertThat(result.get(LIMIT)[7]).isEqualTo(42);
        assertThat(marks.all()).hasSize(2);
    }

    @Test
    void when_a_durable_result_loses_its_node_then_it_is_not_made_again(
            Wick wick, ProcessCluster cluster) {
        Marks marks = Marks.in(folder);
        ObjectRef<long[]> result =
                wick.task(
                                () -> {
                                    marks.add(0);
                                    var value = new long[LARGE];
                                    value[7] = 42;
                                    return value;
                                })
                        .durable()
                        .submit();
        wick.await(List.of(result), 1, LIMIT);

        cluster.kill9(cluster.indexOf(homeOf(wick, result)));

        assertThat(result.get(LIMIT)[7]).isEqualTo(42);
        assertThat(marks.all()).hasSize(1);
    }

    @Test
    void when_a_chain_of_stored_results_is_lost_then_all_of_it_is_made_again(
            Wick wick, ProcessCluster cluster) {
        ObjectRef<long[]> first = wick.submit(() -> new long[LARGE]);
        ObjectRef<long[]> second =
                wick.submit(
                        () -> {
                            long[] copy = first.get().clone();
                            copy[0]++;
                            return copy;
                        });
        wick.await(List.of(second), 1, LIMIT);
        cluster.kill9(cluster.indexOf(homeOf(wick, second)));

        assertThat(second.get(LIMIT)[0]).isEqualTo(1);
    }

    @Test
    void when_a_task_kills_each_of_its_nodes_then_the_error_is_typed(
            Wick wick, ProcessCluster cluster) {
        Marks marks = Marks.in(folder);
        ObjectRef<Integer> ref =
                wick.task(
                                () -> {
                                    marks.add(0);
                                    Runtime.getRuntime().halt(1);
                                    return 0;
                                })
                        .named("killer")
                        .retries(1)
                        .submit();

        assertThatThrownBy(() -> ref.get(LIMIT))
                .isInstanceOf(NodeLostException.class)
                .hasMessageContaining("killer")
                .hasMessageContaining("attempt 2");
        assertThat(marks.all()).hasSize(2);
        cluster.heal();
    }

    @Test
    void when_the_owner_of_an_object_dies_then_reading_it_ends(Wick wick, ProcessCluster cluster) {
        UUID owner = cluster.nodeId(2);
        ObjectRef<List<ObjectRef<long[]>>> made =
                wick.task(() -> List.of(Wick.current().put(new long[] {1, 2, 3})))
                        .onNode(owner)
                        .submit();
        ObjectRef<long[]> inner = made.get(LIMIT).getFirst();

        cluster.kill9(2);

        try {
            assertThat(inner.get(LIMIT)).containsExactly(1, 2, 3);
        } catch (ObjectLostException e) {
            assertThat(e).hasMessageContaining(owner.toString());
        }
    }

    @Test
    void when_the_owner_of_objects_dies_then_their_bytes_are_released(
            Wick wick, ProcessCluster cluster) {
        int before = storedObjects(wick);
        ObjectRef<Integer> made =
                wick.task(NodeDeathTest::putAndKeepFive).onNode(cluster.nodeId(2)).submit();
        assertThat(made.get(LIMIT)).isEqualTo(5);
        assertThat(storedObjects(wick)).isEqualTo(before + 5);

        cluster.kill9(2);
        cluster.awaitNodes(2);

        Waiting.until(
                "no bytes of a dead owner are left, " + before + " before",
                Duration.ofSeconds(5),
                () -> storedObjects(wick) <= before);
    }

    /** On the node that dies: nobody else holds these. */
    private static final List<ObjectRef<long[]>> KEPT = new ArrayList<>();

    private static int putAndKeepFive() {
        for (int i = 0; i < 5; i++) {
            KEPT.add(Wick.current().put(new long[LARGE]));
        }
        return KEPT.size();
    }

    @Test
    void when_a_node_joins_after_an_owner_died_then_it_too_releases_what_is_let_go(
            Wick wick, ProcessCluster cluster) {
        int before = storedObjects(wick);
        List<ObjectRef<long[]>> held = new ArrayList<>(putByAnother(wick, cluster.nodeId(2)));

        cluster.kill9(2);
        cluster.restart(2); // becomes primary of some
        for (ObjectRef<long[]> ref : held) {
            assertThat(ref.get(LIMIT)).hasSize(LARGE);
        }
        held.clear();

        Waiting.until(
                "no bytes of a dead owner are left, " + before + " before",
                Duration.ofSeconds(30),
                () -> {
                    System.gc();
                    return storedObjects(wick) <= before;
                });
    }

    private static List<ObjectRef<long[]>> putByAnother(Wick wick, UUID owner) {
        return wick.task(NodeDeathTest::putTwenty).onNode(owner).submit().get(LIMIT);
    }

    private static List<ObjectRef<long[]>> putTwenty() {
        var refs = new ArrayList<ObjectRef<long[]>>();
        for (int i = 0; i < 20; i++) {
            refs.add(Wick.current().put(new long[LARGE]));
        }
        return refs;
    }

    private static int storedObjects(Wick wick) {
        return ((IgniteEngine) wick.engine())
                .ignite()
                .cache("wick-objects")
                .size(CachePeekMode.PRIMARY);
    }

    @Test
    void when_a_node_leaves_in_order_then_its_tasks_run_again(Wick wick, ProcessCluster cluster) {
        Marks marks = Marks.in(folder);
        var refs = new ArrayList<ObjectRef<Integer>>();
        for (int i = 0; i < 12; i++) {
            int number = i;
            refs.add(
                    wick.task(
                                    () -> {
                                        marks.add(number);
                                        marks.awaitOpen();
                                        return number;
                                    })
                            .spread()
                            .submit());
        }
        marks.awaitCount(6);

        cluster.stop(1);
        marks.open();

        for (int i = 0; i < 12; i++) {
            assertThat(refs.get(i).get(LIMIT)).isEqualTo(i);
        }
    }
}
