package io.wick.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.ObjectRef;
import io.wick.Wick;
import io.wick.WickConfig;
import io.wick.error.PipelineException;
import io.wick.error.TaskException;
import io.wick.graph.Graph;
import io.wick.graph.GraphBuilder;
import io.wick.graph.Vertex;
import io.wick.graph.Vertices;
import io.wick.numeric.Doubles;
import io.wick.numeric.ElementType;
import io.wick.numeric.Floats;
import io.wick.numeric.Ints;
import io.wick.numeric.Kernel;
import io.wick.numeric.KernelOptions;
import io.wick.numeric.KernelProgram;
import io.wick.numeric.KernelResult;
import io.wick.numeric.NumericException;
import io.wick.numeric.Shape;
import io.wick.numeric.Where;
import io.wick.numeric.library.Expression;
import io.wick.numeric.library.Formula;
import io.wick.numeric.library.Learning;
import io.wick.numeric.library.LinearAlgebra;
import io.wick.numeric.library.Reductions;
import io.wick.pipeline.Aggregates;
import io.wick.pipeline.Pipeline;
import io.wick.pipeline.Sources;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Arrays of numbers and kernels on two nodes: stored, in tasks, in graphs and in pipelines. */
@WickTest(nodes = 2, setup = NumericTest.Setup.class)
class NumericTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Kernel RATIO =
            Formula.of("ratio", ElementType.DOUBLE, Expression.input(0).over(Expression.input(1)))
                    .kernel();

    record Leg(String origin, double miles, double hours, int number) {}

    record Speed(String origin, double milesPerHour, int number) {}

    record WrongSpeed(String origin, float milesPerHour) {}

    record MaybeLeg(Double miles, double hours) {}

    record Most(double speed) {}

    static final class Setup implements NodeSetup {
        @Override
        public WickConfig.Builder apply(int node, WickConfig.Builder config) {
            return node == 1 ? config.gpus(1) : config;
        }
    }

    /** A kernel as users write them: a loop of their own. */
    private static Kernel squares() {
        return Kernel.named("squares")
                .input("x", ElementType.FLOAT)
                .output("squares", ElementType.FLOAT, given -> given.array(0).shape())
                .cpu(
                        (given, cpu) ->
                                cpu.ranges(
                                        given.array(0).size(),
                                        1000,
                                        (from, to) -> {
                                            for (long i = from; i < to; i++) {
                                                float x = given.floats(0).get(i);
                                                given.floats(1).set(i, x * x);
                                            }
                                        }))
                .build();
    }

    /** Tells how many threads it may use. */
    private static Kernel threads() {
        return Kernel.named("threads")
                .size("length")
                .output("threads", ElementType.INT, given -> Shape.vector(given.whole(0)))
                .cpu((given, cpu) -> given.ints(1).set(0, cpu.threads()))
                .build();
    }

    private static int hash(byte[] bytes) {
        return Arrays.hashCode(bytes);
    }

    private static int hash(long[] numbers) {
        return Arrays.hashCode(numbers);
    }

    /** Ignite lays out values that fit into one of its pages otherwise than larger ones. */
    @Test
    void when_arrays_about_as_large_as_a_page_are_read_on_another_node_then_they_are_equal(
            WickCluster cluster) {
        for (int size = 4000; size < 36_000; size += 203) {
            byte[] bytes = new byte[size]; // of zeros, then of large lengths
            for (int fill : new int[] {0, 127, -1}) {
                Arrays.fill(bytes, (byte) fill);
                ObjectRef<byte[]> put = cluster.node(0).put(bytes);
                ObjectRef<Integer> there =
                        cluster.node(0)
                                .task((byte[] read) -> hash(read), put)
                                .onNode(cluster.id(1))
                                .submit();
                assertThat(there.get(LIMIT))
                        .as("%d bytes of %d", size, fill)
                        .isEqualTo(Arrays.hashCode(bytes));
            }
            long[] numbers = LongStream.range(0, size / 8).toArray();
            ObjectRef<long[]> put = cluster.node(0).put(numbers);
            ObjectRef<Integer> there =
                    cluster.node(0)
                            .task((long[] read) -> hash(read), put)
                            .onNode(cluster.id(1))
                            .submit();
            assertThat(there.get(LIMIT))
                    .as("%d longs", numbers.length)
                    .isEqualTo(Arrays.hashCode(numbers));
        }
    }

    @Test
    void when_a_task_holds_some_cpus_then_its_kernels_use_no_more_threads(Wick wick)
            throws Exception {
        int all = Runtime.getRuntime().availableProcessors();
        for (double cpus : new double[] {0, 0.5, 1, 2}) {
            ObjectRef<Integer> used =
                    wick.task(() -> threads().run(1).array(0) instanceof Ints it ? it.get(0) : -1)
                            .resources(r -> r.cpus(cpus))
                            .submit();
            int held = cpus == 0 ? all : (int) Math.ceil(cpus);
            assertThat(used.get(LIMIT)).as("%s CPUs", cpus).isEqualTo(Math.min(held, all));
        }
        assertThat(((Ints) threads().run(1).array(0)).get(0)).isEqualTo(all);
    }

    @Test
    void when_an_array_is_put_then_what_is_read_is_frozen_and_can_be_wrapped(
            Wick wick, WickCluster cluster) {
        Doubles matrix = Doubles.zeros(300, 500);
        matrix.set(299, 499, 7);
        ObjectRef<Doubles> ref = wick.put(matrix);
        for (int node = 0; node < 2; node++) {
            var seen =
                    wick.task(
                                    () -> {
                                        Doubles got = ref.get();
                                        return got.get(299, 499) == 7
                                                && got.isFrozen()
                                                && got.segmentWithHeader(16) != null
                                                && got.rows() == 300;
                                    })
                            .onNode(cluster.id(node))
                            .submit();
            assertThat(seen.get(LIMIT)).isTrue();
        }
    }

    @Test
    void when_a_kernel_of_a_user_runs_in_a_task_with_half_a_gpu_then_the_report_comes_back(
            Wick wick, WickCluster cluster) {
        Kernel squares = squares();
        Floats x = Floats.of(1, 2, 3);
        KernelResult result =
                wick.task(() -> squares.run(x)).resources(r -> r.gpus(0.5)).submit().get(LIMIT);
        assertThat(result.floats().toArray()).containsExactly(1, 4, 9);
        assertThat(result.report().onDevice()).isFalse();
        assertThat(result.report().reason()).contains("no device");
    }

    @Test
    void when_a_device_is_required_and_there_is_none_then_the_task_fails_with_the_reason(
            Wick wick) {
        KernelOptions strict = KernelOptions.DEFAULT.where(Where.REQUIRE_DEVICE);
        ObjectRef<KernelResult> ref = wick.task(() -> squares().run(strict, Floats.of(1))).submit();
        assertThatThrownBy(() -> ref.get(LIMIT))
                .isInstanceOf(TaskException.class)
                .hasRootCauseInstanceOf(NumericException.class)
                .hasStackTraceContaining("no device");
    }

    @Test
    void when_kernels_are_vertices_then_partial_sums_of_two_nodes_are_added(
            Wick wick, WickCluster cluster) {
        GraphBuilder g = Graph.builder("k-means");
        Vertices<Doubles> parts =
                g.sweep("points", 4, i -> Doubles.wrap(new double[] {i, 0, 10 + i, 1}, 2, 2))
                        .spread();
        Vertex<Doubles> centres = g.input("centres", Doubles.class);
        Vertices<KernelResult> sums =
                g.kernels(
                        "sums",
                        KernelProgram.of(Learning.kMeansStep(ElementType.DOUBLE)),
                        parts,
                        centres);
        Vertex<Doubles> total =
                g.gather(
                        "total",
                        (List<KernelResult> all) -> {
                            Doubles sum = Doubles.zeros(2, 2);
                            for (KernelResult each : all) {
                                for (int i = 0; i < 4; i++) {
                                    sum.set(i, sum.get(i) + each.doubles(0).get(i));
                                }
                            }
                            return sum;
                        },
                        sums);
        Vertex<KernelResult> scaled =
                g.kernel(
                        "scaled",
                        LinearAlgebra.axpy(ElementType.DOUBLE),
                        total,
                        Doubles.zeros(2, 2),
                        0.25);
        Vertex<KernelResult> sum = g.kernel("sum", Reductions.sum(ElementType.DOUBLE), scaled);

        var plan = wick.compile(g.build(sum));
        for (int run = 0; run < 3; run++) {
            Doubles start = Doubles.wrap(new double[] {0, 0, 10, 0}, 2, 2);
            KernelResult result = plan.run(Map.of("centres", start)).get(LIMIT);
            assertThat(result.doubles().get(0)).isEqualTo((0 + 6 + 46 + 4) / 4.0);
        }
    }

    @Test
    void when_a_pipeline_runs_kernels_then_its_columns_are_their_inputs_and_outputs(Wick wick) {
        List<Leg> legs =
                IntStream.range(0, 50_000).mapToObj(i -> new Leg("o" + i % 3, i, 2, i)).toList();
        List<Most> most =
                Pipeline.from(Sources.of(legs))
                        .filter(leg -> leg.number() % 2 == 1)
                        .numeric(Speed.class, KernelProgram.of(RATIO), Leg::miles, Leg::hours)
                        .filter(speed -> speed.milesPerHour() * 2 == speed.number())
                        .aggregate(Most.class, Aggregates.max(Speed::milesPerHour))
                        .collect(wick);
        assertThat(most).containsExactly(new Most(49_999 / 2.0));
    }

    @Test
    void when_kernels_and_columns_do_not_fit_then_the_pipeline_says_so_where_it_is_written(
            Wick wick) {
        Pipeline<Leg> legs = Pipeline.from(Sources.of(List.of(new Leg("o", 1, 1, 1))));
        KernelProgram ratio = KernelProgram.of(RATIO);
        assertThatThrownBy(() -> legs.numeric(Speed.class, ratio, Leg::miles))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("[x0, x1]");
        assertThatThrownBy(() -> legs.numeric(Speed.class, ratio, Leg::miles, Leg::origin))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("x1");
        assertThatThrownBy(() -> legs.numeric(WrongSpeed.class, ratio, Leg::miles, Leg::hours))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("milesPerHour FLOAT");
        Pipeline<MaybeLeg> maybe =
                Pipeline.from(Sources.of(List.of(new MaybeLeg(null, 1), new MaybeLeg(1.0, 1))));
        assertThatThrownBy(
                        () ->
                                maybe.numeric(Most.class, ratio, MaybeLeg::miles, MaybeLeg::hours)
                                        .collect(wick))
                .hasStackTraceContaining("drop the rows with nulls");
    }
}
