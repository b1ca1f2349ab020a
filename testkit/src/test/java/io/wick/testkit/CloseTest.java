package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.ObjectRef;
import io.wick.Wick;
import io.wick.error.ClosedException;
import io.wick.error.DependencyFailedException;
import io.wick.error.DisconnectedException;
import io.wick.error.TaskFailedException;
import io.wick.error.WickException;
import io.wick.ignite.internal.IgniteEngine;
import io.wick.ignite.internal.cluster.MajorityWatch;

import org.apache.ignite.Ignition;
import org.apache.ignite.cluster.ClusterNode;
import org.apache.ignite.events.DiscoveryEvent;
import org.apache.ignite.events.EventType;
import org.apache.ignite.failure.FailureContext;
import org.apache.ignite.failure.FailureType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

/** What closing does to what is not finished. */
class CloseTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration LONG = Duration.ofSeconds(30);
    private static volatile CountDownLatch gate = new CountDownLatch(1);
    private static final CountDownLatch[] STARTED = new CountDownLatch[1];

    private WickCluster cluster;

    @BeforeEach
    void start() {
        gate = new CountDownLatch(1);
        STARTED[0] = new CountDownLatch(3);
        cluster = WickCluster.start(2, (node, config) -> config.cpus(2));
    }

    @AfterEach
    void stop() {
        gate.countDown();
        cluster.close();
    }

    private static int afterGate() throws InterruptedException {
        STARTED[0].countDown();
        gate.await();
        return 1;
    }

    @Test
    void when_a_node_closes_then_its_pending_tasks_fail_and_nothing_hangs() throws Exception {
        Wick wick = cluster.node(0);
        var stream = wick.<Integer>stream(CloseTest::oneThenWait);
        assertThat(stream.next()).isEqualTo(1);
        var refs = new ArrayList<ObjectRef<Integer>>();
        for (int i = 0; i < 20; i++) {
            refs.add(wick.task(CloseTest::afterGate).onNode(cluster.id(i % 2)).submit());
        }
        ObjectRef<Integer> waits = wick.submit(() -> refs.get(3).get());
        assertThat(STARTED[0].await(10, java.util.concurrent.TimeUnit.SECONDS)).isTrue();

        wick.close();

        for (ObjectRef<Integer> ref : refs) {
            assertThatThrownBy(() -> ref.get(LIMIT)).isInstanceOf(ClosedException.class);
        }
        assertThatThrownBy(() -> waits.get(LIMIT))
                .isInstanceOf(WickException.class)
                .hasStackTraceContaining("ClosedException");
        assertThatThrownBy(stream::hasNext).isInstanceOf(ClosedException.class);
        Waiting.until(
                "the other node is idle",
                LIMIT,
                () -> ((io.wick.ignite.internal.IgniteEngine) cluster.node(1).engine()).isIdle());
        assertThat(cluster.node(1).submit(() -> 5).get(LIMIT)).isEqualTo(5);
    }

    /** Each step completes the next one's input, so nothing may go deeper with each. */
    @Test
    void when_the_first_of_a_long_chain_does_not_end_then_all_of_it_fails() throws Exception {
        Wick wick = cluster.node(0);
        ObjectRef<Integer> closed = chain(wick, gated(wick));
        ObjectRef<Integer> first = gated(wick);
        ObjectRef<Integer> cancelled = chain(wick, first);
        ObjectRef<Integer> broken = chain(wick, wick.submit(() -> Integer.parseInt("x")));

        assertThatThrownBy(() -> broken.get(LIMIT))
                .isInstanceOf(DependencyFailedException.class)
                .hasMessageContaining("NumberFormatException")
                .hasCauseInstanceOf(TaskFailedException.class);
        first.cancel();
        assertThatThrownBy(() -> cancelled.get(LIMIT))
                .isInstanceOf(DependencyFailedException.class);
        assertThat(closed.isDone()).isFalse();
        wick.close();
        assertThatThrownBy(() -> closed.get(LIMIT)).isInstanceOf(WickException.class);
    }

    private static ObjectRef<Integer> gated(Wick wick) {
        return wick.task(CloseTest::afterGate).resources(r -> r.cpus(0)).submit();
    }

    private static ObjectRef<Integer> chain(Wick wick, ObjectRef<Integer> first) {
        ObjectRef<Integer> last = first;
        for (int i = 0; i < 20_000; i++) {
            ObjectRef<Integer> before = last;
            last = wick.submit(() -> before.get() + 1);
        }
        return last;
    }

    private static java.util.stream.Stream<Integer> oneThenWait() {
        return java.util.stream.Stream.of(1, 2)
                .peek(
                        i -> {
                            if (i == 2) {
                                try {
                                    gate.await();
                                } catch (InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                }
                            }
                        });
    }

    @Test
    void when_a_node_is_closed_then_submitting_says_so() {
        Wick wick = cluster.node(0);
        wick.close();
        wick.close();

        assertThat(wick.engine().isClosed()).isTrue();
        assertThatThrownBy(() -> wick.submit(() -> 1)).isInstanceOf(ClosedException.class);
        assertThatThrownBy(() -> wick.task(() -> 1).named("late").submit())
                .isInstanceOf(ClosedException.class)
                .hasMessageContaining("late");
        assertThatThrownBy(() -> wick.put("x")).isInstanceOf(ClosedException.class);
        assertThatThrownBy(() -> wick.stream(() -> java.util.stream.Stream.of(1)))
                .isInstanceOf(ClosedException.class);
    }

    @Test
    void when_a_node_is_closed_then_reading_an_object_ends_typed() {
        Wick wick = cluster.node(0);
        ObjectRef<long[]> ref = wick.put(new long[100_000]);
        ObjectRef<long[]> remote =
                wick.task(() -> new long[100_000]).onNode(cluster.id(1)).submit();
        wick.await(List.of(remote), 1, LIMIT);
        wick.close();

        assertThatThrownBy(() -> ref.get(LIMIT)).isInstanceOf(WickException.class);
        assertThatThrownBy(() -> remote.get(LIMIT)).isInstanceOf(WickException.class);
    }

    @Test
    void when_a_borrowed_pending_ref_loses_its_owner_then_it_ends_typed() throws Exception {
        ObjectRef<ObjectRef<Integer>> outer =
                cluster.node(0)
                        .task(() -> Wick.current().submit(CloseTest::afterGate))
                        .onNode(cluster.id(1))
                        .submit();
        ObjectRef<Integer> inner = outer.get(LIMIT);
        ObjectRef<Integer> waits =
                cluster.node(0).task(() -> inner.get()).onNode(cluster.id(0)).submit();

        cluster.stop(1);

        assertThatThrownBy(() -> inner.get(LIMIT)).isInstanceOf(WickException.class);
        assertThatThrownBy(() -> waits.get(LIMIT)).isInstanceOf(WickException.class);
    }

    @Test
    void when_all_nodes_are_closed_then_their_threads_end() {
        cluster.node(0).submit(() -> 1).get(LIMIT);
        var names =
                cluster.nodes().stream()
                        .map(
                                wick ->
                                        "wick-"
                                                + wick.nodes()
                                                        .getFirst()
                                                        .id()
                                                        .toString()
                                                        .substring(0, 8))
                        .toList();
        cluster.close();

        Waiting.until(
                "no thread of the nodes is left",
                LIMIT,
                () ->
                        Thread.getAllStackTraces().keySet().stream()
                                .map(Thread::getName)
                                .noneMatch(name -> names.stream().anyMatch(name::startsWith)));
    }

    /** Ignite stops a node that was frozen out by itself, at once. */
    @Test
    void when_ignite_has_stopped_then_the_engine_still_knows_where_to_come_back() {
        IgniteEngine engine = (IgniteEngine) cluster.node(1).engine();

        Ignition.stop(engine.ignite().name(), true);

        assertThat(engine.majority().olderServers()).isEqualTo(1);
        assertThat(engine.majority().lastSeen()).hasSize(1);
    }

    /** Those that stop beside one that is cut off may be the ones that come back first. */
    @Test
    void when_a_node_is_out_then_it_remembers_the_servers_as_they_were() {
        MajorityWatch watch = ((IgniteEngine) cluster.node(1).engine()).majority();
        UUID out = cluster.id(1);
        ClusterNode self = ((IgniteEngine) cluster.node(1).engine()).ignite().cluster().node(out);
        ClusterNode other =
                ((IgniteEngine) cluster.node(0).engine()).ignite().cluster().localNode();

        watch.onEvent(new DiscoveryEvent(self, "", EventType.EVT_NODE_SEGMENTED, self), null);
        watch.onEvent(new DiscoveryEvent(self, "", EventType.EVT_NODE_LEFT, other), null);

        assertThat(watch.isLost()).isTrue();
        assertThat(watch.lastSeen()).hasSize(1);
        assertThat(watch.olderServers()).isEqualTo(1);
    }

    /** Ignite's default for it halts the JVM. */
    @Test
    void when_ignite_fails_then_a_server_comes_back_and_a_client_is_closed() {
        Wick server = cluster.node(1);
        UUID before = cluster.id(1);
        try (Wick client = Wick.connect(cluster.addresses())) {
            fail(client);
            Waiting.until("the client is closed", LIMIT, () -> isRefused(client));
        }
        ObjectRef<Integer> never = server.submit(CloseTest::afterGate);

        fail(server);

        assertThatThrownBy(() -> never.get(LIMIT)).isInstanceOf(DisconnectedException.class);
        Waiting.until(
                "it is back",
                LONG,
                () ->
                        !server.nodes().getFirst().id().equals(before)
                                && server.nodes().size() == 2
                                && cluster.node(0).nodes().size() == 2);
        assertThat(server.submit(() -> 42).get(LIMIT)).isEqualTo(42);
    }

    private static void fail(Wick wick) {
        var failure = new FailureContext(FailureType.CRITICAL_ERROR, new Exception("by a test"));
        ((IgniteEngine) wick.engine()).ignite().context().failure().process(failure);
    }

    private static boolean isRefused(Wick wick) {
        try {
            wick.submit(() -> 1).get(LIMIT);
            return false;
        } catch (WickException e) {
            return true;
        }
    }
}
