package io.wick.benchmarks.detection;

import io.wick.NodeInfo;
import io.wick.ObjectRef;
import io.wick.Wick;
import io.wick.WickConfig;
import io.wick.benchmarks.Machine;
import io.wick.testkit.ProcessCluster;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Three JVMs and a driver that is a server without CPUs. Loses nodes again and again, and measures
 * the time until all others know, and until all tasks that ran there have begun elsewhere. With
 * {@code --busy} it loses none: it keeps all CPUs busy and counts who is given up all the same.
 */
@Command(
        name = "DeathToRerun",
        mixinStandardHelpOptions = true,
        description = "From the loss of a node to its tasks running elsewhere")
public final class DeathToRerun implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int NODES = 3;
    private static final int TASKS = 6;
    private static final long STEP_NANOS = 1_000_000;
    private static final int GARBAGE_BYTES = 1 << 16;

    @Option(names = "--loss", description = "how nodes are lost: ${COMPLETION-CANDIDATES}")
    private Loss loss = Loss.KILL;

    @Option(names = "--times", description = "how often")
    private int times = 25;

    @Option(
            names = "--failure-detection",
            description = "milliseconds; without it, the shipped setting")
    private long failureDetection;

    @Option(names = "--busy", description = "loses none, is busy for so many seconds")
    private int busySeconds;

    /** Runs what the arguments say. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new DeathToRerun()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        System.out.println(Machine.describe());
        try (ProcessCluster cluster = start()) {
            if (busySeconds > 0) {
                busy(cluster);
            } else {
                lose(cluster);
            }
        }
        return CommandLine.ExitCode.OK;
    }

    private ProcessCluster start() {
        return loss == Loss.VANISH
                ? ProcessCluster.startOnNetwork(NODES, false, this::configured)
                : ProcessCluster.start(NODES, false, this::configured);
    }

    private WickConfig.Builder configured(int node, WickConfig.Builder config) {
        if (failureDetection > 0) {
            config.failureDetection(failureDetection);
        }
        return node == NODES ? config.cpus(0) : config;
    }

    private void lose(ProcessCluster cluster) throws IOException {
        Path folder = Files.createTempDirectory("wick-death-");
        long[] known = new long[times];
        long[] again = new long[times];
        for (int i = 0; i < times; i++) {
            int node = i % NODES;
            var log = new StartLog(folder.resolve("round-" + i).toString());
            List<ObjectRef<Integer>> tasks = begin(cluster.wick(), log);
            Set<Integer> there = tasksOf(log, cluster.pid(node));
            UUID dead = cluster.nodeId(node);
            List<ObjectRef<Long>> watches = watch(cluster, dead);
            // Not always at the same moment between two messages of the ring
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(500_000_000));

            long struck = System.currentTimeMillis();
            loss.strike(cluster, node);

            until("all tasks have begun again", () -> lastRestart(log, there) > 0);
            again[i] = lastRestart(log, there) - struck;
            known[i] =
                    watches.stream().mapToLong(watch -> watch.get(LIMIT)).max().orElseThrow()
                            - struck;
            System.err.printf(
                    "%s %d: known after %d ms, tasks run after %d ms%n",
                    loss, i + 1, known[i], again[i]);
            log.end();
            cluster.wick().get(tasks, LIMIT);
            loss.repair(cluster, node);
        }
        print("all others know", known);
        print("all its tasks run elsewhere", again);
    }

    /** Two tasks on each node, which hold half of its CPUs. */
    private static List<ObjectRef<Integer>> begin(Wick wick, StartLog log) {
        List<ObjectRef<Integer>> tasks =
                IntStream.range(0, TASKS)
                        .mapToObj(
                                i ->
                                        wick.task(() -> log.task(i))
                                                .spread()
                                                .resources(r -> r.cpus(0.5))
                                                .submit())
                        .toList();
        until("all tasks run", () -> log.starts().size() >= TASKS);
        return tasks;
    }

    private static Set<Integer> tasksOf(StartLog log, long pid) {
        return log.starts().stream()
                .filter(start -> start.pid() == pid)
                .map(StartLog.Start::task)
                .collect(Collectors.toSet());
    }

    /** When the last of these tasks began again; 0 when not all have. */
    private static long lastRestart(StartLog log, Set<Integer> tasks) {
        List<StartLog.Start> starts = log.starts();
        List<StartLog.Start> more = starts.subList(TASKS, starts.size());
        return more.size() < tasks.size()
                ? 0
                : more.stream().mapToLong(StartLog.Start::atMillis).max().orElse(1);
    }

    /** Says on each other node when a node is not seen there any more. */
    private static List<ObjectRef<Long>> watch(ProcessCluster cluster, UUID dead) {
        var watches = new ArrayList<ObjectRef<Long>>();
        for (NodeInfo node : cluster.wick().nodes()) {
            if (node.worker() && !node.id().equals(dead)) {
                watches.add(
                        cluster.wick()
                                .task(() -> whenGone(dead))
                                .onNode(node.id())
                                .resources(r -> r.cpus(0))
                                .submit());
            }
        }
        return watches;
    }

    private static long whenGone(UUID dead) {
        while (Wick.current().nodes().stream().anyMatch(node -> node.id().equals(dead))) {
            LockSupport.parkNanos(STEP_NANOS);
        }
        return System.currentTimeMillis();
    }

    private static void until(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Not so within " + LIMIT + ": " + what);
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
    }

    private void print(String what, long[] millis) {
        Arrays.sort(millis);
        System.out.printf(
                "%s to: %-28s %d times, p50 %d ms, p99 %d ms, all %s%n",
                loss,
                what,
                times,
                millis[times / 2],
                millis[Math.min(times - 1, times * 99 / 100)],
                Arrays.toString(millis));
    }

    /** Three tasks on two CPUs of each node, which compute and make garbage. */
    private void busy(ProcessCluster cluster) {
        Wick wick = cluster.wick();
        Set<UUID> before = wick.nodes().stream().map(NodeInfo::id).collect(Collectors.toSet());
        long end = System.currentTimeMillis() + busySeconds * 1000L;
        List<ObjectRef<Long>> tasks =
                IntStream.range(0, NODES * 3)
                        .mapToObj(
                                i ->
                                        wick.task(() -> compute(end))
                                                .spread()
                                                .resources(r -> r.cpus(0.5))
                                                .submit())
                        .toList();
        long done =
                tasks.stream().mapToLong(task -> task.get(LIMIT.plusSeconds(busySeconds))).sum();
        Set<UUID> after = wick.nodes().stream().map(NodeInfo::id).collect(Collectors.toSet());
        long lost = before.stream().filter(node -> !after.contains(node)).count();
        System.out.printf(
                "busy for %d s with failure detection %d ms: %d of %d nodes given up (%d rounds)%n",
                busySeconds, failureDetection, lost, before.size(), done);
    }

    private static long compute(long endMillis) {
        long rounds = 0;
        var kept = new byte[64][];
        while (System.currentTimeMillis() < endMillis) {
            byte[] garbage = new byte[GARBAGE_BYTES];
            Arrays.fill(garbage, (byte) rounds);
            kept[(int) (rounds % kept.length)] = garbage;
            rounds++;
        }
        return rounds;
    }
}
