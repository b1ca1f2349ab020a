package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.Devices;
import io.wick.Resources;
import io.wick.Wick;
import io.wick.WickConfig;
import io.wick.error.InfeasibleException;
import io.wick.graph.Graph;
import io.wick.graph.GraphBuilder;
import io.wick.graph.GraphRun;
import io.wick.graph.RunReport;
import io.wick.graph.RunReport.KernelShare;
import io.wick.graph.Vertex;
import io.wick.graph.Vertices;
import io.wick.numeric.ElementType;
import io.wick.numeric.Floats;
import io.wick.numeric.Kernel;
import io.wick.numeric.KernelOptions;
import io.wick.numeric.KernelProgram;
import io.wick.numeric.KernelResult;
import io.wick.numeric.Where;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Devices of nodes, of which the second offers a pretended one. */
@WickTest(nodes = 3, setup = DeviceTest.Setup.class)
class DeviceTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final KernelOptions STRICT = KernelOptions.DEFAULT.where(Where.REQUIRE_DEVICE);
    private static final KernelOptions PREFER = KernelOptions.DEFAULT.where(Where.PREFER_DEVICE);
    private static final int LENGTH = 10_000;
    private static final long BYTES = 4L * LENGTH;

    static final class Setup implements NodeSetup {
        @Override
        public WickConfig.Builder apply(int node, WickConfig.Builder config) {
            config.attribute("number", String.valueOf(node));
            return config.devices(node == 1 ? Devices.ALL : Devices.NONE);
        }
    }

    /** Adds what it is given. */
    private static Kernel adding(String name) {
        return Kernel.named(PretendedDevice.PREFIX + name)
                .input("x", ElementType.FLOAT)
                .input("y", ElementType.FLOAT)
                .output("sum", ElementType.FLOAT, given -> given.array(0).shape())
                .cpu(
                        (given, cpu) -> {
                            for (long i = 0; i < given.array(0).size(); i++) {
                                given.floats(2)
                                        .set(i, given.floats(0).get(i) + given.floats(1).get(i));
                            }
                        })
                .build();
    }

    private static KernelProgram strict(String name) {
        return KernelProgram.of(adding(name)).with(STRICT);
    }

    private static Floats filled(float value) {
        Floats made = Floats.zeros(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            made.set(i, value);
        }
        return made;
    }

    @Test
    void when_a_node_has_a_device_then_it_is_one_of_its_resources(Wick wick, WickCluster cluster) {
        wick.nodes()
                .forEach(
                        node -> {
                            boolean with = node.id().equals(cluster.id(1));
                            assertThat(node.capacity().thousandths(Resources.GPU))
                                    .isEqualTo(with ? 1000 : 0);
                            assertThat(node.capacity().thousandths(Resources.GPU_MEMORY))
                                    .isEqualTo(with ? 1000 * PretendedDevice.MEMORY : 0);
                            assertThat(node.attributes().get("device.0.type"))
                                    .isEqualTo(with ? "CPU" : null);
                        });
    }

    @Test
    void when_a_task_asks_for_a_gpu_and_its_memory_then_it_runs_where_they_are(
            Wick wick, WickCluster cluster) {
        UUID node =
                wick.task(() -> Wick.current().nodes().getFirst().id())
                        .resources(r -> r.gpus(0.5).gpuMemory(PretendedDevice.MEMORY))
                        .submit()
                        .get(LIMIT);

        assertThat(node).isEqualTo(cluster.id(1));
        assertThatThrownBy(
                        () ->
                                wick.task(() -> 1)
                                        .resources(r -> r.gpuMemory(PretendedDevice.MEMORY + 1))
                                        .submit()
                                        .get(LIMIT))
                .isInstanceOf(InfeasibleException.class)
                .hasMessageContaining("gpu-memory");
    }

    @Test
    void when_vertices_of_kernels_follow_on_each_other_then_what_is_between_does_not_move(
            Wick wick, WickCluster cluster) {
        GraphBuilder g = Graph.builder("chain");
        Vertex<Floats> x = g.input("x", Floats.class);
        Vertex<KernelResult> twice = g.kernel("twice", strict("1"), x, x);
        Vertex<KernelResult> thrice = g.kernel("thrice", strict("2"), twice, x);
        Vertex<KernelResult> sixfold = g.kernel("sixfold", strict("3"), thrice, thrice);
        var plan = wick.compile(g.build(sixfold));

        GraphRun<KernelResult> run = plan.run(Map.of("x", filled(7)));

        assertThat(run.get(LIMIT).floats().get(5)).isEqualTo(42f);
        RunReport report = run.report();
        // 'sixfold' takes 'thrice' twice, and so that is there by itself
        assertThat(report.kernels())
                .extracting(KernelShare::stage, KernelShare::kernel, KernelShare::node)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(
                                "thrice", "pretended1 + pretended2", cluster.id(1)),
                        org.assertj.core.groups.Tuple.tuple(
                                "sixfold", "pretended3", cluster.id(1)));
        assertThat(report.bytesToDevices()).isEqualTo(2 * BYTES);
        assertThat(report.bytesFromDevices()).isEqualTo(2 * BYTES);
        assertThat(report.kernels())
                .allSatisfy(
                        share -> {
                            assertThat(share.runs()).isEqualTo(1);
                            assertThat(share.computing()).isEqualTo(Duration.ofNanos(7));
                            assertThat(share.transfers()).isEqualTo(Duration.ofNanos(3));
                            assertThat(share).asString().contains("A pretended device");
                        });
    }

    @Test
    void when_a_device_does_not_take_kernels_together_then_they_run_one_by_one(Wick wick) {
        GraphBuilder g = Graph.builder("one by one");
        Vertex<Floats> x = g.input("x", Floats.class);
        Vertex<KernelResult> twice = g.kernel("twice", strict("4"), x, x);
        Vertex<KernelResult> thrice = g.kernel("thrice", strict("alone"), twice, x);

        GraphRun<KernelResult> run = wick.compile(g.build(thrice)).run(Map.of("x", filled(1)));

        assertThat(run.get(LIMIT).floats().get(0)).isEqualTo(3f);
        assertThat(run.report().kernels())
                .allSatisfy(share -> assertThat(share.device()).isNotNull())
                .extracting(KernelShare::kernel)
                .containsExactlyInAnyOrder("pretended4", "pretendedalone");
    }

    @Test
    void when_others_take_what_kernels_give_then_it_is_there(Wick wick, WickCluster cluster) {
        GraphBuilder g = Graph.builder("others");
        Vertex<Floats> x = g.input("x", Floats.class);
        Vertices<Floats> parts = g.sweep("part", 4, i -> filled(i));
        Vertices<KernelResult> more = g.kernels("more", strict("5"), parts, x);
        Vertices<KernelResult> most = g.kernels("most", strict("6"), more, x);
        Vertex<KernelResult> here = g.kernel("here", strict("7"), x, x);
        Vertex<KernelResult> there =
                g.kernel("there", KernelProgram.of(adding("8")).with(PREFER), here, x)
                        .onNode(cluster.id(2));
        Vertex<Double> sum =
                g.gather(
                        "sum",
                        (List<KernelResult> all) ->
                                all.stream().mapToDouble(each -> each.floats().get(0)).sum(),
                        most);
        var plan =
                wick.compile(
                        g.build(
                                g.task(
                                        "all",
                                        (Double a, KernelResult b) -> a + b.floats().get(0),
                                        sum,
                                        there)));

        for (int run = 0; run < 3; run++) {
            GraphRun<Double> ran = plan.run(Map.of("x", filled(1)));
            assertThat(ran.get(LIMIT)).isEqualTo(6 + 8 + 3);
            assertThat(ran.report().kernels())
                    .filteredOn(share -> share.stage().equals("there"))
                    .extracting(KernelShare::node)
                    .containsExactly(cluster.id(2));
        }
    }

    @Test
    void when_a_kernel_fails_on_its_device_then_the_report_says_why_it_ran_on_the_cpus(
            Wick wick, WickCluster cluster) {
        GraphBuilder g = Graph.builder("fails");
        Vertex<Floats> x = g.input("x", Floats.class);
        KernelProgram program = KernelProgram.of(adding("fails")).with(PREFER);
        Vertex<KernelResult> sum = g.kernel("sum", program, x, x).onNode(cluster.id(2));

        GraphRun<KernelResult> run = wick.compile(g.build(sum)).run(Map.of("x", filled(1)));

        assertThat(run.get(LIMIT).floats().get(0)).isEqualTo(2f);
        KernelShare share = run.report().kernels().getFirst();
        assertThat(share.device()).isNull();
        assertThat(share.reason()).contains("does not compile");
        assertThat(share.node()).isEqualTo(cluster.id(2));
        assertThat(share.bytesToDevice()).isZero();
    }

    @Test
    void when_no_node_that_may_run_a_strict_kernel_has_a_device_then_it_fails_at_once(Wick wick) {
        GraphBuilder g = Graph.builder("nowhere");
        Vertex<Floats> x = g.input("x", Floats.class);
        Vertex<KernelResult> sum = g.kernel("sum", strict("9"), x, x).whereAttribute("number", "2");

        assertThatThrownBy(() -> wick.compile(g.build(sum)).run(Map.of("x", filled(1))).get(LIMIT))
                .isInstanceOf(InfeasibleException.class)
                .hasMessageContaining("device");
    }
}
