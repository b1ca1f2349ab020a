package io.wick.ignite.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.graph.Graph;
import io.wick.graph.GraphBuilder;
import io.wick.graph.Vertex;
import io.wick.ignite.internal.IgniteEngine;
import io.wick.ignite.internal.object.Receiver;
import io.wick.internal.graph.GraphModel;
import io.wick.internal.planner.Program;
import io.wick.internal.run.Caution;
import io.wick.testkit.WickCluster;
import io.wick.testkit.WickTest;
import io.wick.testkit.damage.Damage;
import io.wick.testkit.damage.RoundsTest;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What starts a part of a run on another node, damaged. */
@WickTest(nodes = 2)
class LaunchDamageTest {
    private static final int SEEDS = 150;

    /** Of each kind of stage one, with all that a stage can say. */
    private static GraphModel graph() {
        GraphBuilder g = Graph.builder("all kinds");
        Vertex<Integer> given = g.input("given", Integer.class);
        Vertex<String> fixed = g.constant("fixed", "constant");
        int captured = 7;
        return g.build(
                        g.task(
                                        "both",
                                        (Integer a, String b) -> a + b.length() + captured,
                                        given,
                                        fixed)
                                .timeout(Duration.ofSeconds(3))
                                .retryOn(IOException.class))
                .model();
    }

    /** The three vertices on site 0, and the result wanted on site 1. */
    private static Program program() {
        return new Program(
                0,
                3,
                0,
                0,
                new int[] {0, 1, 2},
                new int[] {0, 0, 0, 2},
                new int[] {0, 1},
                new int[] {0, 1, 2, 2},
                new int[] {2, 2},
                new int[] {0, 0, 0, 1},
                new int[] {1},
                new boolean[] {false, false, true},
                new int[] {-1, -1, -1});
    }

    private static byte[] bytes(WickCluster cluster, boolean whole) {
        var suspects = new BitSet();
        suspects.set(1, 3);
        return Launch.write(
                new RunKey(cluster.id(0), 7),
                new DurableId(new UUID(1, 2), 3),
                1,
                true,
                Map.of(0, 42),
                new Caution(suspects, new BitSet()),
                new Launch.Shipment(
                        5,
                        1,
                        graph(),
                        program(),
                        List.of(cluster.id(0), cluster.id(1)),
                        null,
                        whole),
                host(cluster, 0).context(),
                new Receiver(cluster.id(1)));
    }

    private static RunHost host(WickCluster cluster, int node) {
        return ((IgniteEngine) cluster.node(node).engine()).runHost();
    }

    @Test
    void when_a_launch_is_whole_then_it_is_read(WickCluster cluster) throws Exception {
        Launch launch =
                Launch.read(bytes(cluster, true), cluster.id(0), host(cluster, 1), () -> {});

        assertThat(launch).isNotNull();
        assertThat(launch.inputs()).containsExactly(Map.entry(0, 42));
        assertThat(launch.loaded().nameOf(2)).isEqualTo("both");
        StageCode both = launch.loaded().stages()[2];
        assertThat(both).isNotNull();
        assertThat(both.call(2, new Object[] {42, "constant"})).isEqualTo(42 + 8 + 7);
        assertThat(both.retryOn()).containsExactly(IOException.class);
    }

    @RoundsTest
    void when_a_launch_is_damaged_then_it_is_refused_or_can_be_walked(WickCluster cluster) {
        List<byte[]> launches = List.of(bytes(cluster, true), bytes(cluster, false));
        for (int seed = 0; seed < SEEDS; seed++) {
            Damage.checkGraphs(seed, launches, in -> read(in.array(), cluster));
        }
    }

    private static void read(byte[] bytes, WickCluster cluster) {
        try {
            Launch launch = Launch.read(bytes, cluster.id(0), host(cluster, 1), () -> {});
            if (launch != null) {
                walk(launch.loaded());
            }
        } catch (Launch.Refused e) {
            assertThat(e).hasMessage("refused");
        }
    }

    private static void walk(Loaded loaded) {
        for (int v = 0; v < loaded.program().locals(); v++) {
            int vertex = loaded.program().vertex()[v];
            assertThat(loaded.nameOf(vertex)).isNotNull();
            StageCode stage = loaded.stages()[loaded.stageOfLocal()[v]];
            assertThat(stage).isNotNull();
            assertThat(stage.parameter(vertex) == null).isIn(true, false);
        }
        for (int site : loaded.program().targets()) {
            assertThat(loaded.sites().get(site)).isNotNull();
        }
    }
}
