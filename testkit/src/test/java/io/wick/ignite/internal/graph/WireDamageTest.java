package io.wick.ignite.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.wick.ObjectRef;
import io.wick.Wick;
import io.wick.actor.ActorRef;
import io.wick.error.SerializationException;
import io.wick.error.WickException;
import io.wick.graph.Graph;
import io.wick.graph.GraphBuilder;
import io.wick.graph.RunOptions;
import io.wick.graph.Vertices;
import io.wick.ignite.internal.IgniteEngine;
import io.wick.ignite.internal.codec.ByteWriter;
import io.wick.ignite.internal.object.Sender;
import io.wick.ignite.internal.wire.IgniteTransport;
import io.wick.ignite.internal.wire.Op;
import io.wick.testkit.NodeSetup;
import io.wick.testkit.WickCluster;
import io.wick.testkit.damage.Damage;
import io.wick.testkit.damage.RoundsTest;

import org.apache.ignite.internal.IgniteEx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** What members send, damaged: nodes go on, and nobody waits for what was lost. */
class WireDamageTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** Operations that say something true about the cluster, or end what others need. */
    private static final Set<Op> HARMFUL = EnumSet.of(Op.LEFT, Op.ACTORS_LEAVING);

    private WickCluster cluster;
    private final ConcurrentLinkedQueue<byte[]> seen = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void start() {
        cluster = WickCluster.start(2, new NodeSetup.None());
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    private static IgniteEngine engine(Wick wick) {
        return (IgniteEngine) wick.engine();
    }

    /** Counts. */
    static final class Hits {
        private int hits;

        int hit() {
            return ++hits;
        }
    }

    private static ObjectRef<Integer> square(Wick from, UUID on, int x) {
        return from.task((Integer y) -> y * y, x).onNode(on).submit();
    }

    /** Something of everything, from one node to the other. */
    private static void work(Wick wick, UUID other) {
        List<ObjectRef<Integer>> squares = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            squares.add(square(wick, other, i));
        }
        squares.forEach(ref -> ref.get(LIMIT));
        ObjectRef<byte[]> stored = wick.put(new byte[100_000]);
        assertThat(wick.task((byte[] b) -> b.length, stored).onNode(other).submit().get(LIMIT))
                .isEqualTo(100_000);
        ActorRef<Hits> hits = wick.actor(Hits::new).onNode(other).create();
        for (int i = 1; i < 5; i++) {
            assertThat(hits.call(Hits::hit).get(LIMIT)).isEqualTo(i);
        }
        assertThat(wick.compile(graph()).run().get(LIMIT)).isEqualTo(140);
    }

    private static Graph<Integer> graph() {
        GraphBuilder g = Graph.builder("squares");
        Vertices<Integer> n = g.sweep("square", 8, (Integer i) -> i * i).spread();
        return g.build(
                g.gather("sum", (List<Integer> all) -> all.stream().mapToInt(i -> i).sum(), n));
    }

    @RoundsTest
    void when_damaged_batches_come_then_the_node_goes_on() {
        Wick a = cluster.node(0);
        Wick b = cluster.node(1);
        IgniteEx there = engine(b).ignite();
        var spy =
                new IgniteTransport(
                        engine(a).ignite(),
                        (from, data, length) -> seen.add(Arrays.copyOf(data, length)));
        spy.start();
        work(a, cluster.id(1));
        work(b, cluster.id(0));
        spy.stop();
        List<byte[]> batches =
                seen.stream()
                        .filter(batch -> !HARMFUL.contains(Op.of(batch[0])))
                        .limit(200)
                        .toList();
        assertThat(batches).hasSizeGreaterThan(10);
        var transport = new IgniteTransport(there, (from, data, length) -> {});
        long seed = ThreadLocalRandom.current().nextLong();
        var random = new Random(seed);

        for (int i = 0; i < 300 * Damage.ROUNDS; i++) {
            byte[] batch = batches.get(random.nextInt(batches.size()));
            byte[] damaged = Damage.damaged(batch, batches, random);
            boolean harmful = damaged.length == 0 || HARMFUL.contains(Op.of(damaged[0] & 0xFF));
            assertThat(harmful || isSent(transport, damaged))
                    .as("the node takes batch %s of seed %s", i, seed)
                    .isTrue();
        }

        // damage may have told that a node has left, which a member is believed: each by itself
        goesOn(a, cluster.id(0));
        goesOn(b, cluster.id(1));
        assertThat(engine(a).isClosed()).isFalse();
    }

    /** As an outbox does: what Ignite refuses now it may take in a moment. */
    private boolean isSent(IgniteTransport transport, byte[] batch) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!transport.send(cluster.id(0), batch, batch.length)) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            LockSupport.parkNanos(10_000_000);
        }
        return true;
    }

    /** Tasks may be lost, with all their retries, by what is still under way. */
    private static void goesOn(Wick wick, UUID node) {
        WickException last = null;
        long end = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() - end < 0) {
            try {
                assertThat(square(wick, node, 7).get(LIMIT)).isEqualTo(49);
                return;
            } catch (WickException e) {
                last = e;
            }
        }
        throw new AssertionError("the node does not go on", last);
    }

    @Test
    @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void when_a_batch_is_lost_then_tasks_and_calls_under_way_do_not_hang() {
        Wick a = cluster.node(0);
        UUID other = cluster.id(1);
        ActorRef<Hits> hits = a.actor(Hits::new).onNode(other).create();
        assertThat(hits.call(Hits::hit).get(LIMIT)).isEqualTo(1);
        var transport = new IgniteTransport(engine(cluster.node(1)).ignite(), (f, d, l) -> {});
        var unreadable = new ByteWriter();
        unreadable.byte1(Op.DONE.code()).varlong(1).varint(1).varint(2_000_000_000);

        List<ObjectRef<Integer>> slow = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            slow.add(
                    a.task(
                                    (Integer x) -> {
                                        Thread.sleep(300);
                                        return x;
                                    },
                                    i)
                            .onNode(other)
                            .submit());
        }
        byte[] bytes = unreadable.toByteArray();
        assertThat(transport.send(cluster.id(0), bytes, bytes.length)).isTrue();

        for (int i = 0; i < slow.size(); i++) {
            assertThat(slow.get(i).get(LIMIT)).isEqualTo(i);
        }
        assertThatCode(() -> hits.call(Hits::hit).get(LIMIT)).doesNotThrowAnyException();
    }

    @RoundsTest
    void when_programs_recipes_and_values_are_damaged_then_the_error_is_ours() {
        RunContext context = engine(cluster.node(0)).runHost().context();
        byte[] recipe =
                new GraphRecipe(graph().model(), null, Map.of(), new RunOptions(null, false))
                        .write(context);
        var outcome = new ByteWriter();
        context.outcomes().write(outcome, List.of("value", Map.of(1, 2)), null, false, true);
        Share share =
                new Share(
                        Share.nothing().report(),
                        new SerializationException("failed"),
                        new Meter(2));
        byte[] told = share.encode(context.outcomes());
        var from = new Sender(cluster.id(1));
        for (int seed = 0; seed < 60; seed++) {
            Damage.checkGraphs(seed, List.of(recipe), in -> GraphRecipe.read(in.array(), context));
            Damage.checkGraphs(
                    seed,
                    List.of(outcome.toByteArray()),
                    in -> {
                        Object read = context.outcomes().read(in, from);
                        assertThat(read).isNotNull();
                    });
            Damage.checkGraphs(
                    seed,
                    List.of(told),
                    in -> Share.decode(in.array(), context.outcomes(), graph().model()));
        }
    }
}
