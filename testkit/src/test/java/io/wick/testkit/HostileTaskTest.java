package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wick.ObjectRef;
import io.wick.Wick;
import io.wick.error.PoisonTaskException;
import io.wick.error.TaskFailedException;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/** A task that kills its nodes, among many that do not; before that, a node that is frozen. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@WickProcesses(nodes = 5, failureDetection = 10_000)
class HostileTaskTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int INNOCENT = 600;

    @TempDir Path folder;

    /** Shorter than its silence makes it count as dead. */
    @Test
    @Order(1)
    void when_a_node_is_frozen_then_second_attempts_end_its_tasks(
            Wick wick, ProcessCluster cluster) {
        var quick = new ArrayList<ObjectRef<Integer>>();
        IntStream.range(0, 20).forEach(i -> quick.add(speculative(wick, i)));
        assertThat(wick.get(quick, LIMIT)).hasSize(20);
        cluster.pause(4);

        var refs = new ArrayList<ObjectRef<Integer>>();
        IntStream.range(0, 10).forEach(i -> refs.add(speculative(wick, i)));
        for (int i = 0; i < 10; i++) {
            assertThat(refs.get(i).get(LIMIT)).isEqualTo(i);
        }

        cluster.resume(4);
        assertThat(wick.stats().tasksRetried()).isPositive();
        assertThat(wick.stats().tasksPending()).isZero();
        cluster.awaitNodes(5);
    }

    private static ObjectRef<Integer> speculative(Wick wick, int number) {
        return wick.task(() -> number).speculative().spread().submit();
    }

    /** On the node that submits it, which lives. */
    private static int submitKiller(Marks marks) {
        Wick wick = Wick.current();
        wick.task(() -> 0).spread().submit().get(LIMIT); // the next goes to another node
        return wick.<Integer>task(
                        () -> {
                            marks.add(0);
                            Runtime.getRuntime().halt(1);
                            return 0;
                        })
                .named("killer")
                .retries(10)
                .spread()
                .submit()
                .get(LIMIT);
    }

    private static int square(int number) throws InterruptedException {
        Thread.sleep(number % 20); // some are queued when a node dies, some run
        return number * number;
    }

    @Test
    @Order(2)
    void when_a_task_kills_three_nodes_then_it_is_stopped_and_the_others_are_done(
            Wick wick, ProcessCluster cluster) {
        Marks marks = Marks.in(folder);
        Set<String> pids = new HashSet<>();
        IntStream.range(0, 5).forEach(i -> pids.add(String.valueOf(cluster.pid(i))));
        var refs = new ArrayList<ObjectRef<Integer>>();
        submitInnocent(wick, refs, INNOCENT / 2);
        long start = System.nanoTime();
        ObjectRef<Integer> parent =
                wick.task(() -> submitKiller(marks))
                        .named("parent")
                        .resources(r -> r.cpus(0))
                        .onNode(cluster.nodeId(0))
                        .submit();
        submitInnocent(wick, refs, INNOCENT);

        TaskFailedException thrown =
                catchThrowableOfType(TaskFailedException.class, () -> parent.get(LIMIT));
        System.out.println(
                "Three nodes and a typed error: "
                        + (System.nanoTime() - start) / 1_000_000
                        + " ms, with "
                        + INNOCENT
                        + " tasks beside");

        assertThat(thrown).hasMessageContaining("parent");
        assertThat(thrown.getCause())
                .isInstanceOf(PoisonTaskException.class)
                .hasMessageContaining("killer")
                .hasMessageContaining("Runtime.halt");
        List<String> dead = ((PoisonTaskException) thrown.getCause()).nodes();
        assertThat(dead).hasSize(3).doesNotHaveDuplicates();
        assertThat(marks.all()).hasSize(3);
        for (int i = 0; i < INNOCENT; i++) {
            assertThat(refs.get(i).get(LIMIT)).isEqualTo(i * i);
        }
        cluster.awaitNodes(2);
        var alive = new ArrayList<UUID>();
        for (int i = 0; i < 5; i++) {
            if (!dead.contains(cluster.nodeId(i).toString())) {
                alive.add(cluster.nodeId(i));
            }
        }
        assertThat(alive).hasSize(2).contains(cluster.nodeId(0));
        Waiting.until("nothing is pending", LIMIT, () -> wick.stats().tasksPending() == 0);
        exitIsTold(wick, cluster, alive.getLast());
    }

    private static void submitInnocent(Wick wick, List<ObjectRef<Integer>> refs, int upTo) {
        for (int i = refs.size(); i < upTo; i++) {
            int number = i;
            refs.add(wick.task(() -> square(number)).named("innocent").spread().submit());
        }
    }

    private static void exitIsTold(Wick wick, ProcessCluster cluster, UUID node) {
        ObjectRef<Integer> exits =
                wick.task(
                                () -> {
                                    System.exit(3);
                                    return 0;
                                })
                        .named("leaver")
                        .retries(10)
                        .onNode(node)
                        .submit();

        assertThatThrownBy(() -> exits.get(LIMIT))
                .isInstanceOf(TaskFailedException.class)
                .hasMessageContaining("leaver")
                .hasMessageContaining("System.exit");
        cluster.awaitNodes(1);
    }

    /**
     * Both attempts have begun when the first of them ends its JVM, and the other does the same.
     */
    private static int killTogether(Marks marks, int number) {
        if (number >= 0) {
            return number;
        }
        marks.add(number);
        marks.awaitCount(2);
        Runtime.getRuntime().halt(1);
        return 0;
    }

    @Test
    @Order(3)
    void when_both_attempts_kill_their_nodes_then_three_are_lost_and_no_more(
            Wick wick, ProcessCluster cluster) {
        Marks marks = Marks.in(folder);
        var quick = new ArrayList<ObjectRef<Integer>>();
        IntStream.range(0, 20).forEach(i -> quick.add(together(wick, marks, i)));
        assertThat(wick.get(quick, LIMIT)).hasSize(20);

        ObjectRef<Integer> killer = together(wick, marks, -1);

        PoisonTaskException thrown =
                catchThrowableOfType(PoisonTaskException.class, () -> killer.get(LIMIT));
        assertThat(thrown.nodes()).hasSize(3).doesNotHaveDuplicates();
        assertThat(marks.all()).hasSize(3);
        cluster.awaitNodes(2);
        assertThat(together(wick, marks, 7).get(LIMIT)).isEqualTo(7);
        Waiting.until("nothing is pending", LIMIT, () -> wick.stats().tasksPending() == 0);
        assertThat(marks.all()).as("no attempt walks on").hasSize(3);
    }

    private static ObjectRef<Integer> together(Wick wick, Marks marks, int number) {
        return wick.task(() -> killTogether(marks, number))
                .retries(10)
                .speculative()
                .spread()
                .submit();
    }
}
