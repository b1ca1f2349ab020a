package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.ObjectRef;
import io.wick.Wick;
import io.wick.WickConfig;
import io.wick.actor.ActorRef;
import io.wick.actor.Checkpoints;
import io.wick.error.DisconnectedException;
import io.wick.error.WickException;
import io.wick.ignite.internal.IgniteEngine;

import org.apache.ignite.spi.discovery.tcp.internal.TcpDiscoveryNode;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A client whose server, the one that it has joined through, freezes (SIGSTOP). */
class ClientTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** As many as run at once. */
    private static final int TASKS = 4;

    @TempDir Path folder;

    private static TcpDiscoveryNode local(Wick wick) {
        return (TcpDiscoveryNode) ((IgniteEngine) wick.engine()).ignite().cluster().localNode();
    }

    /** The server through which this JVM has joined. */
    private static int router(Wick wick, ProcessCluster cluster) {
        return cluster.indexOf(local(wick).clientRouterNodeId());
    }

    private static UUID here() {
        return Wick.current().nodes().getFirst().id();
    }

    private static ActorRef<Tally> durableOn(Wick wick, UUID node) {
        while (true) { // where it starts is up to the cluster
            ActorRef<Tally> actor =
                    wick.actor(Tally::new, 0)
                            .spread()
                            .restarts(-1)
                            .checkpoints(Checkpoints.beforeReply())
                            .create();
            UUID home = actor.call(Tally::node).get(LIMIT);
            if (home.equals(node)) {
                return actor;
            }
            actor.kill();
        }
    }

    private static List<ObjectRef<Integer>> held(Wick wick, Marks marks) {
        var refs = new ArrayList<ObjectRef<Integer>>();
        for (int i = 0; i < TASKS; i++) {
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
        return refs;
    }

    @Nested
    @WickProcesses(nodes = 2)
    class Kept {
        @Test
        void when_its_server_freezes_then_tasks_and_calls_go_on_under_its_id(
                Wick wick, ProcessCluster cluster) {
            UUID self = local(wick).id();
            int router = router(wick, cluster);
            Marks marks = Marks.in(folder);
            ActorRef<Tally> actor = durableOn(wick, cluster.nodeId(router));
            assertThat(actor.call(Tally::add, 1).get(LIMIT)).isEqualTo(1);
            List<ObjectRef<Integer>> tasks = held(wick, marks);
            marks.awaitCount(TASKS);

            cluster.pause(router);
            ObjectRef<Integer> call = actor.retries(9).call(Tally::add, 1);
            marks.open();

            for (int i = 0; i < tasks.size(); i++) {
                assertThat(tasks.get(i).get(LIMIT)).isEqualTo(i);
            }
            assertThat(call.get(LIMIT)).isEqualTo(2);
            assertThat(local(wick).id()).isEqualTo(self);
            assertThat(wick.submit(ClientTest::here).get(LIMIT))
                    .isNotEqualTo(cluster.nodeId(router));
            actor.kill();
        }
    }

    /** The client notices that its server is silent long after the others have given it up. */
    static final class SlowClient implements NodeSetup {
        @Override
        public WickConfig.Builder apply(int node, WickConfig.Builder config) {
            return config.failureDetection(node == 2 ? 8000 : 1000);
        }
    }

    @Nested
    @WickProcesses(nodes = 2, setup = SlowClient.class)
    class GivenUp {
        @Test
        void when_it_is_given_up_then_all_ends_with_an_error_and_new_work_is_done(
                Wick wick, ProcessCluster cluster) {
            UUID self = local(wick).id();
            int router = router(wick, cluster);
            UUID other = cluster.nodeId(1 - router);
            Marks marks = Marks.in(folder);
            ActorRef<Tally> own = durableOn(wick, cluster.nodeId(router));
            ActorRef<Tally> detached = detached(wick, other);
            assertThat(detached.call(Tally::add, 5).get(LIMIT)).isEqualTo(5);
            List<ObjectRef<Integer>> tasks = held(wick, marks);
            marks.awaitCount(TASKS);
            ObjectRef<Integer> depends = wick.submit(() -> tasks.getFirst().get() + 1);

            cluster.pause(router);
            ObjectRef<Integer> call = own.retries(9).call(Tally::add, 1);

            for (ObjectRef<Integer> task : tasks) {
                assertThatThrownBy(() -> task.get(LIMIT)).isInstanceOf(DisconnectedException.class);
            }
            checkEnds(call);
            assertThatThrownBy(() -> depends.get(LIMIT)).isInstanceOf(WickException.class);
            marks.open();
            Waiting.until("new work is done", LIMIT, () -> isServed(wick));
            assertThat(local(wick).id()).isNotEqualTo(self);
            assertThat(detached.retries(3).call(Tally::add, 1).get(LIMIT)).isEqualTo(6);
            assertThat(wick.findActor("detached", Tally.class).orElseThrow().call(Tally::count))
                    .satisfies(count -> assertThat(count.get(LIMIT)).isEqualTo(6));
            long[] put = wick.put(new long[] {1, 2, 3}).get(LIMIT);
            assertThat(put).containsExactly(1, 2, 3);
            detached.kill();
        }

        /** Servers tell the client of lost lives as well, and may be in time. */
        private static void checkEnds(ObjectRef<Integer> call) {
            try {
                assertThat(call.get(LIMIT)).isEqualTo(1);
            } catch (DisconnectedException e) {
                assertThat(e).hasMessageContaining("joins anew");
            }
        }

        private static boolean isServed(Wick wick) {
            try {
                return wick.submit(() -> 42).get(LIMIT) == 42;
            } catch (DisconnectedException e) {
                return false;
            }
        }

        private static ActorRef<Tally> detached(Wick wick, UUID node) {
            return wick.actor(Tally::new, 0)
                    .named("detached")
                    .detached()
                    .onNode(node)
                    .restarts(-1)
                    .checkpoints(Checkpoints.beforeReply())
                    .create();
        }
    }
}
