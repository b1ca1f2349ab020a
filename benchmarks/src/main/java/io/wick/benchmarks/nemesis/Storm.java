package io.wick.benchmarks.nemesis;

import io.wick.WickConfig;
import io.wick.error.WickException;
import io.wick.testkit.ProcessCluster;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * One run: servers in JVMs of their own, this JVM as a member that hosts nothing and lives, whose
 * threads do the work, and a fault every few seconds.
 *
 * @param seed of all that is random
 * @param servers 3 or more, so that a copy of all is left when one dies
 * @param client whether this JVM is a client rather than a server; of those the oldest one would
 *     soon be this
 * @param least how many of which kind at least
 * @param time at least
 * @param pause mean time from when all is well again to the next fault
 * @param callsPerSecond that each caller of actors makes
 * @param jobsPerSecond that are done of each kind
 * @param faults to choose from
 * @param workloads names of what is done meanwhile
 */
record Storm(
        long seed,
        int servers,
        boolean client,
        Map<Fault.Kind, Integer> least,
        Duration time,
        Duration pause,
        double callsPerSecond,
        double jobsPerSecond,
        List<Fault> faults,
        List<String> workloads) {
    static final long FAILURE_DETECTION_MILLIS = 2000;

    /** After the work nothing may be left for longer. */
    static final Duration CLEAN = Duration.ofSeconds(60);

    private static final long STORE_BYTES = 192L << 20;

    /** Runs, checks, and ends the JVMs. */
    Report run() {
        long begin = System.nanoTime();
        boolean network = faults.stream().anyMatch(fault -> fault.kind() == Fault.Kind.CUT);
        try (ProcessCluster cluster =
                network
                        ? ProcessCluster.startOnNetwork(servers, client, this::configured)
                        : ProcessCluster.start(servers, client, this::configured)) {
            return run(cluster, begin);
        }
    }

    private Report run(ProcessCluster cluster, long begin) {
        var outages = new Outages();
        var remains = new Remains(cluster.wick(), cluster.nodeId(0));
        List<Workload> all =
                new Workloads(outages, callsPerSecond, jobsPerSecond, seed).of(workloads);
        var random = new SplittableRandom(seed);
        var scene = new Scene(cluster, random, all);
        var logs = new Logs(Path.of("target", "nemesis", String.valueOf(seed)));
        all.forEach(workload -> workload.start(cluster.wick()));
        var wrong = new ArrayList<String>();
        int struck = strike(cluster, scene, random, outages, logs, begin, wrong);
        say("The storm is over after " + struck + " faults: " + scene.counts());
        all.forEach(Workload::stop);
        List<Report.Row> rows = all.stream().map(Storm::checked).toList();
        all.forEach(Workload::clear);
        say("All work has ended");
        long end = System.nanoTime();
        wrong.addAll(scene.wrong());
        wrong.addAll(remains.await(scene.servers(), CLEAN));
        Duration cleaned = Duration.ofNanos(System.nanoTime() - end);
        say("Collections that have grown here: " + remains.growth());
        logs.keep(cluster, struck + 1);
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        return new Report(
                this,
                took,
                struck,
                scene.counts(),
                scene.comebacks(),
                scene.givenUp(),
                cleaned,
                rows,
                wrong,
                outages.millis());
    }

    private static Report.Row checked(Workload workload) {
        List<String> violations;
        try {
            violations = workload.check();
        } catch (WickException e) {
            violations = List.of("It cannot be checked: " + Traces.of(e));
        }
        return new Report.Row(workload.name(), workload.counts(), violations);
    }

    /** No actor lives in this JVM. */
    private WickConfig.Builder configured(int node, WickConfig.Builder config) {
        config.failureDetection(FAILURE_DETECTION_MILLIS).storeBytes(STORE_BYTES);
        return node == servers ? config.cpus(0) : config;
    }

    private int strike(
            ProcessCluster cluster,
            Scene scene,
            SplittableRandom random,
            Outages outages,
            Logs logs,
            long begin,
            List<String> wrong) {
        int struck = 0;
        try {
            var deck = new Deck(faults, random);
            while (!enough(scene) || System.nanoTime() - begin < time.toNanos()) {
                LockSupport.parkNanos((long) (pause.toNanos() * (0.5 + random.nextDouble())));
                Fault fault = deck.draw();
                int server = fault.choose(scene);
                if (fault.loses()) {
                    outages.killed(cluster.nodeId(server), cluster.wick().actors());
                }
                struck++;
                say(
                        "Fault %d: %s of server %d, node %s, process %d"
                                .formatted(
                                        struck,
                                        fault,
                                        server,
                                        cluster.nodeId(server),
                                        cluster.pid(server)));
                fault.strike(scene, server);
                logs.keep(cluster, struck);
                scene.restore();
            }
            LockSupport.parkNanos(pause.toNanos());
        } catch (AssertionError | WickException | IllegalStateException e) {
            wrong.add(LocalTime.now() + ": the cluster did not recover: " + Traces.of(e));
        }
        return struck;
    }

    private boolean enough(Scene scene) {
        return least.entrySet().stream()
                .allMatch(each -> scene.counts().getOrDefault(each.getKey(), 0) >= each.getValue());
    }

    private static void say(String what) {
        System.err.println(LocalTime.now() + " " + what);
    }
}
