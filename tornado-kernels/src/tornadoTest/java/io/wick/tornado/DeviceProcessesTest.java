package io.wick.tornado;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.Devices;
import io.wick.ObjectRef;
import io.wick.Wick;
import io.wick.WickConfig;
import io.wick.graph.Graph;
import io.wick.graph.GraphBuilder;
import io.wick.graph.GraphRun;
import io.wick.graph.Plan;
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
import io.wick.numeric.library.Learning;
import io.wick.testkit.NodeSetup;
import io.wick.testkit.ProcessCluster;
import io.wick.testkit.WickProcesses;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

import javax.tools.ToolProvider;

/** Devices of nodes that are JVMs of their own, in strict mode. */
@Timeout(300)
@WickProcesses(nodes = 3, setup = DeviceProcessesTest.Setup.class)
class DeviceProcessesTest {
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final KernelOptions STRICT = KernelOptions.DEFAULT.where(Where.REQUIRE_DEVICE);
    private static final int ROWS = 100_000;
    private static final int BLOCKS = 6;
    private static final int ITERATIONS = 8;

    /** A node reads a block twice at first, and keeps on its device what comes a second time. */
    private static final int SETTLED = 5;

    static final class Setup implements NodeSetup {
        @Override
        public WickConfig.Builder apply(int node, WickConfig.Builder config) {
            return config.devices(Devices.ALL);
        }
    }

    @Test
    void when_k_means_iterates_on_three_nodes_then_blocks_go_to_devices_once(
            Wick wick, ProcessCluster cluster) {
        List<ObjectRef<Floats>> blocks = new ArrayList<>();
        for (int i = 0; i < BLOCKS; i++) {
            int block = i;
            blocks.add(wick.task(() -> points(block)).onNode(cluster.nodeId(block % 3)).submit());
        }
        Plan<List<KernelResult>> plan = wick.compile(step());
        double[] centres = {1, 1, 5, 5};
        List<RunReport> reports = new ArrayList<>();
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            Map<String, Object> inputs = new HashMap<>();
            inputs.put("centres", floats(centres));
            for (int i = 0; i < BLOCKS; i++) {
                inputs.put("block " + i, blocks.get(i));
            }
            GraphRun<List<KernelResult>> run = plan.run(inputs);
            centres = moved(run.get(LIMIT));
            reports.add(run.report());
        }

        assertThat(centres[0]).isBetween(0.0, 0.01);
        assertThat(centres[2]).isBetween(9.99, 10.0);
        long bytes = 2L * Float.BYTES * ROWS * BLOCKS;
        assertThat(reports.getFirst().bytesToDevices()).isGreaterThanOrEqualTo(bytes);
        for (RunReport report : reports.subList(SETTLED, ITERATIONS)) {
            assertThat(report.kernels())
                    .as(report.toString())
                    .hasSize(3)
                    .allSatisfy(share -> assertThat(share.device()).isNotNull())
                    .allSatisfy(share -> assertThat(share.runs()).isEqualTo(BLOCKS / 3));
            assertThat(report.bytesToDevices()).as(report.toString()).isLessThan(bytes / 100);
            assertThat(report.bytesFromDevices()).isLessThan(bytes / 100);
            assertThat(report.bytesMoved()).isLessThan(bytes / 100);
        }
        for (int i = 0; i < ITERATIONS; i++) {
            RunReport report = reports.get(i);
            System.out.println(
                    "iteration %d: %,d bytes between nodes, %,d to devices, %,d from devices"
                            .formatted(
                                    i + 1,
                                    report.bytesMoved(),
                                    report.bytesToDevices(),
                                    report.bytesFromDevices()));
        }
    }

    /** All blocks are of one stage, so that the planner sees that none takes longer than others. */
    private static Graph<List<KernelResult>> step() {
        GraphBuilder g = Graph.builder("k-means");
        Vertex<Floats> centres = g.input("centres", Floats.class);
        KernelProgram step = KernelProgram.of(Learning.kMeansStep(ElementType.FLOAT)).with(STRICT);
        List<Vertex<Floats>> inputs = new ArrayList<>();
        for (int i = 0; i < BLOCKS; i++) {
            inputs.add(g.input("block " + i, Floats.class));
        }
        Vertices<Floats> blocks =
                g.sweep(
                        "block",
                        BLOCKS,
                        (Integer i, List<Floats> one) -> one.getFirst(),
                        inputs,
                        i -> new int[] {i});
        return g.build(g.kernels("step", step, blocks, centres));
    }

    /** Half of the points near (0, 0), half near (10, 10). */
    private static Floats points(int block) {
        Floats points = Floats.zeros(ROWS, 2);
        for (int row = 0; row < ROWS; row++) {
            float noise = (row * 31 + block) % 100 / 10_000f;
            points.set(row, 0, row % 2 == 0 ? noise : 10 - noise);
            points.set(row, 1, row % 2 == 0 ? noise : 10 - noise);
        }
        return points.freeze();
    }

    private static double[] moved(List<KernelResult> parts) {
        double[] sums = new double[4];
        double[] counts = new double[2];
        for (KernelResult part : parts) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += part.array(0).getDouble(i);
            }
            for (int i = 0; i < counts.length; i++) {
                counts[i] += part.array(1).getDouble(i);
            }
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= counts[i / 2];
        }
        return sums;
    }

    private static Floats floats(double[] values) {
        Floats made = Floats.zeros(2, 2);
        made.write(0, values, 0, values.length);
        return made;
    }

    @Test
    void when_a_kernel_comes_with_an_application_then_it_runs_on_the_device_of_a_node(
            ProcessCluster cluster, @TempDir Path folder) throws Exception {
        Path jar = jar(folder);
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (var loader =
                new URLClassLoader(new URL[] {jar.toUri().toURL()}, getClass().getClassLoader())) {
            Thread.currentThread().setContextClassLoader(loader);
            WickConfig config =
                    WickConfig.builder().addresses(cluster.addresses()).application(jar).build();
            try (Wick wick = Wick.connect(config)) {
                Kernel kernel =
                        (Kernel) loader.loadClass("app.Cubes").getMethod("kernel").invoke(null);
                GraphBuilder g = Graph.builder("cubes");
                Vertex<Floats> x = g.input("x", Floats.class);
                var plan =
                        wick.compile(
                                g.build(
                                        g.kernel(
                                                "cubes",
                                                KernelProgram.of(kernel).with(STRICT),
                                                x)));
                for (int run = 0; run < 2; run++) {
                    GraphRun<KernelResult> ran = plan.run(Map.of("x", Floats.of(1, 2, 3)));

                    assertThat(ran.get(LIMIT).floats().toArray()).containsExactly(1, 8, 27);
                    KernelShare share = ran.report().kernels().getFirst();
                    assertThat(share.device()).isNotNull();
                    assertThat(cluster.indexOf(share.node())).isNotNegative();
                }
            }
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static Path jar(Path folder) throws IOException {
        Path source = folder.resolve("Cubes.java");
        Files.writeString(source, CUBES);
        Path classes = Files.createDirectories(folder.resolve("classes"));
        int status =
                ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-g",
                                "-proc:none",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "-d",
                                classes.toString(),
                                source.toString());
        assertThat(status).isZero();
        Path jar = folder.resolve("cubes.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                var files = Files.list(classes.resolve("app"))) {
            for (Path file : files.toList()) {
                out.putNextEntry(new ZipEntry("app/" + file.getFileName()));
                out.write(Files.readAllBytes(file));
            }
        }
        return jar;
    }

    /** A kernel whose class no node has. */
    private static final String CUBES =
            """
            package app;

            import io.wick.numeric.ElementType;
            import io.wick.numeric.Kernel;
            import io.wick.tornado.TornadoCode;
            import uk.ac.manchester.tornado.api.annotations.Parallel;
            import uk.ac.manchester.tornado.api.types.arrays.FloatArray;

            public class Cubes {
                public static Kernel kernel() {
                    return Kernel.named("cubes")
                            .input("x", ElementType.FLOAT)
                            .output("cubes", ElementType.FLOAT, given -> given.array(0).shape())
                            .cpu((given, cpu) -> { throw new IllegalStateException("CPU"); })
                            .device(TornadoCode.of(Cubes::onDevice))
                            .build();
                }

                static void onDevice(FloatArray x, FloatArray cubes) {
                    for (@Parallel int i = 0; i < cubes.getSize(); i++) {
                        cubes.set(i, x.get(i) * x.get(i) * x.get(i));
                    }
                }
            }
            """;
}
