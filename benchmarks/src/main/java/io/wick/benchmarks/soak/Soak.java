package io.wick.benchmarks.soak;

import io.wick.WickConfig;
import io.wick.benchmarks.Machine;
import io.wick.error.WickException;
import io.wick.testkit.ProcessCluster;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/** Millions of tasks, then hours of mixed work on several JVMs: every result right, memory flat. */
@Command(
        name = "Soak",
        mixinStandardHelpOptions = true,
        description = {
            "Small tasks by the million, then a mix of everything, on this JVM and servers beside"
                    + " it.",
            "Ends with 0 when every result was right and nothing grew, else 1."
        })
public final class Soak implements Callable<Integer> {
    @Option(names = "--tasks", description = "local ones, in millions (${DEFAULT-VALUE})")
    private double localMillions = 45;

    @Option(names = "--remote-tasks", description = "in millions (${DEFAULT-VALUE})")
    private double remoteMillions = 5;

    @Option(names = "--minutes", description = "of mixed work (default: ${DEFAULT-VALUE})")
    private double minutes = 60;

    @Option(
            names = "--warm-up",
            description =
                    "minutes of mixed work, as fast as it goes, before those that count"
                            + " (${DEFAULT-VALUE})")
    private double warmUpMinutes = 12;

    @Option(names = "--every", description = "seconds between samples (${DEFAULT-VALUE})")
    private double everySeconds = 60;

    @Option(names = "--servers", description = "JVMs beside this one (${DEFAULT-VALUE})")
    private int servers = 2;

    @Option(names = "--cpus", description = "that the mix may take (default: ${DEFAULT-VALUE})")
    private double cpus = 0.4;

    @Option(names = "--seed", description = "of the mix (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(names = "--csv", description = "where samples go (default: ${DEFAULT-VALUE})")
    private Path csv = Path.of("target", "soak.csv");

    /** Runs what the arguments say. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Soak()).execute(args));
    }

    private WickConfig.Builder configured(int node, WickConfig.Builder config) {
        return config.cpus(2).storeBytes(128L << 20).failureDetection(10_000);
    }

    @Override
    public Integer call() throws InterruptedException {
        System.out.printf("### %s%n%n%s%n%n", LocalDate.now(), Machine.describe());
        try (ProcessCluster cluster = ProcessCluster.start(servers, false, this::configured)) {
            List<UUID> nodes = IntStream.range(0, servers).mapToObj(cluster::nodeId).toList();
            try (Watch watch = new Watch(cluster.wick(), nodes, csv)) {
                List<String> wrong = new ArrayList<>();
                if (localMillions + remoteMillions > 0) {
                    wrong.addAll(manyTasks(cluster, nodes, watch));
                }
                if (minutes > 0) {
                    wrong.addAll(mix(cluster, nodes, watch));
                }
                if (!wrong.isEmpty()) {
                    System.err.println(cluster.output());
                }
                wrong.forEach(System.out::println);
                System.out.println(wrong.isEmpty() ? "PASSED" : "FAILED");
                return wrong.isEmpty() ? CommandLine.ExitCode.OK : 1;
            }
        }
    }

    private List<String> manyTasks(ProcessCluster cluster, List<UUID> nodes, Watch watch) {
        ManyTasks.local(cluster.wick(), 500_000);
        ManyTasks.remote(cluster.wick(), nodes.getFirst(), 200_000);
        watch.sample(); // loads classes that must not count as growth
        double begin = watch.now();
        watch.sample();
        ManyTasks.local(cluster.wick(), (long) (1e6 * localMillions));
        ManyTasks.remote(cluster.wick(), nodes.getFirst(), (long) (1e6 * remoteMillions));
        watch.sample();
        return verdict(Trends.of(watch.since(begin)));
    }

    private List<String> mix(ProcessCluster cluster, List<UUID> nodes, Watch watch)
            throws InterruptedException {
        var processes = new ArrayList<ProcessHandle>();
        processes.add(ProcessHandle.current());
        for (int i = 0; i < servers; i++) {
            ProcessHandle.of(cluster.pid(i)).ifPresent(processes::add);
        }
        var pacer = new Pacer(processes, cpus);
        var mix =
                new Mix(
                        cluster.wick(),
                        nodes,
                        cluster.addresses(),
                        pacer,
                        new ThreadDumps(processes, csv),
                        seed);
        Remembered.fill(cluster.wick(), cluster.addresses());
        mix.start();
        long begin = System.nanoTime();
        await(begin + (long) (6e10 * warmUpMinutes));
        pacer.hold();
        double counted = watch.now();
        long end = begin + (long) (6e10 * (warmUpMinutes + minutes));
        for (long next = System.nanoTime(); next - end <= 0; next += (long) (1e9 * everySeconds)) {
            await(next);
            try {
                mix.quietly(() -> System.err.println("heaps " + watch.sample()));
            } catch (WickException e) {
                mix.failed("a sample", e);
            }
            long passed = (System.nanoTime() - begin) / 60_000_000_000L;
            System.err.println(passed + " min, " + mix.counts());
        }
        mix.stop();
        System.out.println("- " + mix.counts() + "\n");
        var wrong = new ArrayList<>(mix.failures());
        wrong.addAll(verdict(Trends.of(watch.since(counted))));
        return wrong;
    }

    private static List<String> verdict(Trends trends) {
        System.out.printf("%n%s%n%s%n", trends.table(), trends.growingClasses());
        return trends.grown().stream().map(trend -> "GROWS: " + trend).toList();
    }

    private static void await(long nanos) throws InterruptedException {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            Thread.sleep(Math.max(1, left / 1_000_000));
        }
    }
}
