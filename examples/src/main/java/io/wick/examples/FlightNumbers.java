package io.wick.examples;

import io.wick.Wick;
import io.wick.WickConfig;
import io.wick.graph.RunReport;
import io.wick.numeric.Doubles;
import io.wick.numeric.ElementType;
import io.wick.numeric.Floats;
import io.wick.numeric.KernelReport;
import io.wick.numeric.KernelResult;
import io.wick.numeric.Numeric;
import io.wick.numeric.library.LinearAlgebra;
import io.wick.numeric.library.Simulations;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Numeric work: on the CPUs without TornadoVM, on a device with it; the reports say which. */
@Command(
        name = "FlightNumbers",
        usageHelpAutoWidth = true,
        sortOptions = false,
        description = {
            "K-means and logistic regression over the flights, an option priced by paths, and a"
                    + " product of matrices. -Dwick.numeric.where=require-device makes it fail"
                    + " without a device.",
            ""
        })
public final class FlightNumbers implements Callable<Integer> {
    /** Kept, because java.util.logging forgets the level of a logger nobody holds. */
    private static final Logger PARQUET_LOG = Logger.getLogger("dev.hardwood");

    /** Blocks of flights for each node. */
    private static final int BLOCKS = 2;

    private static final double[][] CENTRES = {{0, 0.3}, {0, 1}, {0, 2}, {2, 0.7}};

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "1",
            description = "Run on N nodes, of which N-1 are started; 1 by default.")
    private int nodes;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "3000000",
            description = "Take the first N flights only.")
    private int rows;

    @Option(
            names = "--iterations",
            paramLabel = "N",
            defaultValue = "10",
            description = "Iterations of each way of learning; 10 by default.")
    private int iterations;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where flights-3m.parquet is; data by default.")
    private Path data = Path.of("data");

    @SuppressWarnings("UnusedVariable") // picocli's
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this and exit.")
    private boolean help;

    private FlightNumbers() {}

    /** Runs the program and exits. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Runs the program and gives its exit status: 0, 1 when it failed, 2 for wrong arguments. */
    static int run(String... arguments) {
        return new CommandLine(new FlightNumbers()).execute(arguments);
    }

    @Override
    public Integer call() throws Exception {
        PARQUET_LOG.setLevel(Level.WARNING);
        Numeric.local().backends().forEach(each -> System.out.println("backend   " + each));
        price();
        multiply();
        int port = Servers.freePorts(nodes);
        List<String> meeting = List.of("127.0.0.1:" + port + ".." + (port + nodes - 1));
        WickConfig config = Meeting.at(meeting, WickConfig.fromEnvironment());
        List<String> serve = List.of("--serve", "--addresses=" + meeting.getFirst());
        try (Wick wick = Wick.start(config);
                Servers servers = Servers.start(nodes - 1, serve)) {
            servers.await(wick, nodes);
            Path file = data.resolve("flights-3m.parquet");
            FlightBlocks blocks = FlightBlocks.read(wick, file, rows, BLOCKS * nodes);
            learn(wick, blocks);
        }
        return 0;
    }

    private void learn(Wick wick, FlightBlocks blocks) {
        long begun = System.nanoTime();
        Learned groups = Learned.groups(wick, blocks, rows, CENTRES, iterations);
        System.out.println("k-means   " + seconds(begun));
        for (int i = 0; i < CENTRES.length; i++) {
            System.out.printf(
                    Locale.ROOT,
                    "          %7.1f minutes late %6.0f miles%n",
                    groups.weights()[2 * i] * 60,
                    groups.weights()[2 * i + 1] * 1000);
        }
        tell(groups);
        begun = System.nanoTime();
        Learned odds = Learned.odds(wick, blocks, rows, 0.5, iterations);
        System.out.printf(
                Locale.ROOT,
                "logistic  %s, log odds of being late %.3f %+.3f d %+.3f d^2, d in 1000 miles%n",
                seconds(begun),
                odds.weights()[0],
                odds.weights()[1],
                odds.weights()[2]);
        tell(odds);
    }

    private static void tell(Learned learned) {
        System.out.printf(
                Locale.ROOT,
                "          loss %.6f at first, %.6f in the end%n",
                learned.loss().getFirst(),
                learned.loss().getLast());
        for (int i = 0; i < learned.runs().size(); i++) {
            RunReport run = learned.runs().get(i);
            System.out.printf(
                    Locale.ROOT,
                    "          iteration %d: %,d bytes between nodes, %,d to devices, %,d back%n",
                    i + 1,
                    run.bytesMoved(),
                    run.bytesToDevices(),
                    run.bytesFromDevices());
        }
        learned.runs()
                .getLast()
                .kernels()
                .forEach(kernel -> System.out.println("          " + kernel));
    }

    /** A European call by a million paths, beside the formula. */
    private static void price() {
        KernelResult paths =
                Simulations.optionByPaths(ElementType.DOUBLE)
                        .run(100, 105, 1, 0.02, 0.3, 7L, 1_000_000);
        KernelResult formula =
                Simulations.blackScholes(ElementType.DOUBLE)
                        .run(Doubles.of(100), Doubles.of(105), Doubles.of(1), 0.02, 0.3);
        System.out.printf(
                Locale.ROOT,
                "option    %.4f +- %.4f by paths, %.4f by the formula%n          %s%n",
                paths.doubles().get(0),
                paths.doubles().get(1),
                formula.doubles().get(0),
                paths.report());
    }

    private static void multiply() {
        int n = 512;
        Floats a = Floats.zeros(n, n);
        for (int i = 0; i < n; i++) {
            a.set(i, (i + 1) % n, 2); // moves rows up by one, twice as large
        }
        Floats twice = LinearAlgebra.gemm(ElementType.FLOAT).run(a, a).floats();
        KernelReport report = LinearAlgebra.gemm(ElementType.FLOAT).run(a, a).report();
        System.out.printf(
                Locale.ROOT,
                "matrix    512 x 512, element (0, 2) is %.0f%n          %s%n",
                twice.get(0, 2),
                report);
    }

    private static String seconds(long begun) {
        return String.format(Locale.ROOT, "%.2f s", (System.nanoTime() - begun) / 1e9);
    }
}
