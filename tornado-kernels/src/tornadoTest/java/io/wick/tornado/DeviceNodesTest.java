package io.wick.tornado;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.Devices;
import io.wick.NodeInfo;
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
import io.wick.numeric.Numeric;
import io.wick.numeric.Where;
import io.wick.numeric.library.Expression;
import io.wick.numeric.library.Formula;
import io.wick.numeric.library.Reductions;
import io.wick.numeric.library.Sorting;
import io.wick.pipeline.Aggregates;
import io.wick.pipeline.Pipeline;
import io.wick.pipeline.Sources;
import io.wick.testkit.NodeSetup;
import io.wick.testkit.WickCluster;
import io.wick.testkit.WickTest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Devices of nodes in strict mode: of three nodes the second offers whatever device there is, the
 * third says by itself what it has, the first none.
 */
@Timeout(240)
@WickTest(nodes = 3, setup = DeviceNodesTest.Setup.class)
class DeviceNodesTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final KernelOptions STRICT = KernelOptions.DEFAULT.where(Where.REQUIRE_DEVICE);
    private static final KernelOptions PREFER = KernelOptions.DEFAULT.where(Where.PREFER_DEVICE);

    /** What is sent beside arrays: headers, scalars, the frames of kernels. */
    private static final long OVERHEAD = 4096;

    record Leg(double miles, double hours) {}

    record Speed(double milesPerHour) {}

    record Most(double speed) {}

    static final class Setup implements NodeSetup {
        @Override
        public WickConfig.Builder apply(int node, WickConfig.Builder config) {
            return switch (node) {
                case 1 -> config.devices(Devices.ALL);
                case 2 -> config.devices(Devices.NONE).gpus(0).attribute("bare", "yes");
                default -> config.devices(Devices.NONE);
            };
        }
    }

    @Test
    void when_a_node_has_a_device_then_it_announces_it(Wick wick, WickCluster cluster) {
        NodeInfo with = node(wick, cluster.id(1));
        NodeInfo without = node(wick, cluster.id(2));

        long memory = Numeric.local().devices().stream().mapToLong(device -> device.memory()).sum();
        assertThat(with.capacity().thousandths(Resources.GPU))
                .isEqualTo(1000L * Numeric.local().devices().size());
        assertThat(with.capacity().thousandths(Resources.GPU_MEMORY)).isEqualTo(1000 * memory);
        assertThat(with.attributes())
                .containsEntry("device.0.name", Numeric.local().devices().getFirst().name())
                .containsKeys("device.0.type", "device.0.memory", "device.0.id");
        assertThat(without.capacity().thousandths(Resources.GPU)).isZero();
        assertThat(without.capacity().thousandths(Resources.DEVICE)).isZero();
    }

    @Test
    void when_a_task_asks_for_half_a_gpu_then_it_runs_where_the_device_is(
            Wick wick, WickCluster cluster) {
        Floats x = ramp(10_000, 1);
        for (int i = 0; i < 4; i++) {
            var there =
                    wick.task(() -> UserKernels.SAXPY.run(STRICT, x, x, 2f).report().onDevice())
                            .resources(r -> r.gpus(0.5).gpuMemory(1 << 20))
                            .submit();
            assertThat(there.get(LIMIT)).isTrue();
        }
        UUID node =
                wick.task(() -> Wick.current().nodes().getFirst().id())
                        .resources(r -> r.gpus(0.5))
                        .submit()
                        .get(LIMIT);
        assertThat(node).isEqualTo(cluster.id(1));
    }

    @Test
    void when_strict_kernels_follow_on_each_other_in_a_graph_then_nothing_between_leaves_the_device(
            Wick wick, WickCluster cluster) {
        int length = 50_000;
        GraphBuilder g = Graph.builder("chain");
        Vertex<Floats> x = g.input("x", Floats.class);
        Vertex<KernelResult> once = g.kernel("once", strict(UserKernels.SAXPY), x, x, 2f);
        Vertex<KernelResult> twice = g.kernel("twice", strict(UserKernels.SAXPY), once, x, 3f);
        Vertex<KernelResult> total =
                g.kernel("total", strict(Reductions.sum(ElementType.FLOAT)), twice);
        var plan = wick.compile(g.build(total));

        for (int run = 0; run < 3; run++) {
            GraphRun<KernelResult> ran = plan.run(Map.of("x", filled(length, 1)));
            assertThat(ran.get(LIMIT).array(0).getDouble(0)).isEqualTo(10.0 * length);
            RunReport report = ran.report();

            assertThat(report.kernels()).hasSize(1);
            KernelShare share = report.kernels().getFirst();
            assertThat(share.stage()).isEqualTo("total");
            assertThat(share.node()).isEqualTo(cluster.id(1));
            assertThat(share.device()).isNotNull();
            assertThat(share.reason()).isNull();
            assertThat(share.kernel()).isEqualTo("saxpy + saxpy + sum.float");
            assertThat(share.computing()).isPositive();
            assertThat(share.plans()).isEqualTo(run == 0 ? 1 : 0);
            assertThat(report.bytesToDevices()).isBetween(4L * length, 4L * length + OVERHEAD);
            assertThat(report.bytesFromDevices()).isLessThan(OVERHEAD);
        }
    }

    @Test
    void when_a_kernel_between_runs_on_a_device_only_alone_then_each_runs_by_itself(
            Wick wick, WickCluster cluster) {
        GraphBuilder g = Graph.builder("sorted");
        Vertex<Floats> x = g.input("x", Floats.class);
        Vertex<KernelResult> scaled = g.kernel("scaled", strict(UserKernels.SAXPY), x, x, -2f);
        Vertex<KernelResult> sorted =
                g.kernel("sorted", strict(Sorting.sort(ElementType.FLOAT)), scaled);
        var plan = wick.compile(g.build(sorted));

        GraphRun<KernelResult> ran = plan.run(Map.of("x", ramp(1000, 1)));

        assertThat(ran.get(LIMIT).floats().get(0)).isEqualTo(-999f);
        assertThat(ran.report().kernels())
                .allSatisfy(share -> assertThat(share.device()).isNotNull())
                .extracting(KernelShare::kernel)
                .containsExactlyInAnyOrder("saxpy", "sort.float");
    }

    @Test
    void when_values_of_kernels_are_taken_by_others_then_they_are_there(Wick wick) {
        GraphBuilder g = Graph.builder("taken");
        Vertex<Floats> x = g.input("x", Floats.class);
        Vertices<Float> factors = g.sweep("factor", 4, i -> (float) i);
        KernelProgram saxpy = strict(UserKernels.SAXPY);
        Vertices<KernelResult> many =
                g.kernels("many", strict(scaling()), g.map("array", f -> filled(1000, f), factors));
        Vertices<KernelResult> sums =
                g.kernels("sums", strict(Reductions.sum(ElementType.FLOAT)), many);
        Vertex<KernelResult> alone = g.kernel("alone", saxpy, x, x, 1f);
        Vertex<Double> first = g.task("first", result -> result.array(0).getDouble(1), alone);
        Vertex<Double> total =
                g.gather(
                        "all",
                        (List<KernelResult> all) ->
                                all.stream().mapToDouble(each -> each.array(0).getDouble(0)).sum(),
                        sums);
        var plan =
                wick.compile(g.build(g.task("both", (Double a, Double b) -> a + b, first, total)));

        assertThat(plan.run(Map.of("x", ramp(100, 1))).get(LIMIT)).isEqualTo(2 + 2 * 1000 * 6.0);
    }

    @Test
    void when_a_pipeline_must_have_a_device_then_its_vertices_go_there(
            Wick wick, WickCluster cluster) {
        Kernel ratio =
                Formula.of(
                                "ratio",
                                ElementType.DOUBLE,
                                Expression.input(0).over(Expression.input(1)))
                        .kernel();
        List<Leg> legs = IntStream.range(0, 20_000).mapToObj(i -> new Leg(i, 2)).toList();
        var query =
                Pipeline.from(Sources.of(legs))
                        .numeric(Speed.class, strict(ratio), Leg::miles, Leg::hours)
                        .aggregate(Most.class, Aggregates.max(Speed::milesPerHour))
                        .into(io.wick.pipeline.Sinks.list());

        var run = query.start(wick);

        assertThat(run.get()).containsExactly(new Most(19_999 / 2.0));
        assertThat(run.report().run().kernels())
                .isNotEmpty()
                .allSatisfy(
                        share -> {
                            assertThat(share.kernel()).isEqualTo("ratio");
                            assertThat(share.device()).isNotNull();
                            assertThat(share.node()).isEqualTo(cluster.id(1));
                        });
    }

    @Test
    void when_a_kernel_cannot_run_on_a_device_then_the_report_of_the_run_says_why(Wick wick) {
        GraphBuilder g = Graph.builder("broken");
        Vertex<Floats> x = g.input("x", Floats.class);
        KernelProgram broken = KernelProgram.of(UserKernels.BROKEN).with(PREFER);
        var plan = wick.compile(g.build(g.kernel("broken", broken, x, x, 2f)));

        GraphRun<KernelResult> ran = plan.run(Map.of("x", ramp(100, 1)));

        assertThat(ran.get(LIMIT).floats().get(5)).isEqualTo(15f);
        assertThat(ran.report().kernels()).hasSize(1);
        KernelShare share = ran.report().kernels().getFirst();
        assertThat(share.device()).isNull();
        assertThat(share.reason()).contains("TornadoVM cannot run broken");
        assertThat(share).asString().contains("on the CPUs (");
    }

    @Test
    void when_no_node_that_may_run_it_has_a_device_then_it_fails_with_the_reason(Wick wick) {
        GraphBuilder g = Graph.builder("bare");
        Vertex<Floats> x = g.input("x", Floats.class);
        Vertex<KernelResult> result =
                g.kernel("bare", strict(UserKernels.SAXPY), x, x, 2f).whereAttribute("bare", "yes");

        assertThatThrownBy(() -> wick.compile(g.build(result)).run(Map.of("x", ramp(9, 1))).get())
                .isInstanceOf(InfeasibleException.class)
                .hasMessageContaining("device");
    }

    private static Kernel scaling() {
        return Formula.of("twice", ElementType.FLOAT, Expression.input(0).times(2)).kernel();
    }

    private static KernelProgram strict(Kernel kernel) {
        return KernelProgram.of(kernel).with(STRICT);
    }

    private static NodeInfo node(Wick wick, UUID id) {
        return wick.nodes().stream().filter(node -> node.id().equals(id)).findFirst().orElseThrow();
    }

    private static Floats filled(int length, float value) {
        Floats made = Floats.zeros(length);
        for (int i = 0; i < length; i++) {
            made.set(i, value);
        }
        return made;
    }

    private static Floats ramp(int length, float step) {
        Floats made = Floats.zeros(length);
        for (int i = 0; i < length; i++) {
            made.set(i, step * i);
        }
        return made;
    }
}
