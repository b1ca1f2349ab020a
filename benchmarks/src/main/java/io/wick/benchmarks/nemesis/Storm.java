package io.wick.benchmarks.nemesis;

import io.wick.WickConfig;
import io.wick.testkit.ProcessCluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * One run: servers in JVMs of their own, this JVM as a client (with frozen servers as a server that
 * hosts nothing) whose threads call actors, and a fault every few seconds.
 *
 * @param seed of all that is random
 * @param servers 3 or more, so that a copy of all is left when one dies
 * @param least faults at least
 * @param time at least
 * @param pause mean time from when all is well again to the next fault
 * @param perSecond calls that each caller makes
 * @param faults to choose from
 */
record Storm(
        long seed,
        int servers,
        int least,
        Duration time,
        Duration pause,
        double perSecond,
        List<Fault> faults) {
    static final long FAILURE_DETECTION_MILLIS = 2000;

    /** Runs, checks, and ends the JVMs. */
    Report run() {
        long begin = System.nanoTime();
        try (ProcessCluster cluster = ProcessCluster.start(servers, isClient(), this::configured)) {
            var outages = new Outages();
            List<Workload> workloads =
                    List.of(
                            new CounterWorkload(outages, perSecond),
                            new RegisterWorkload(outages, perSecond, seed),
                            new BankWorkload(outages, perSecond, seed));
            workloads.forEach(workload -> workload.start(cluster.wick()));
            int struck = strike(cluster, outages, begin);
            workloads.forEach(Workload::stop);
            var rows = new ArrayList<Report.Row>();
            for (Workload workload : workloads) {
                rows.add(new Report.Row(workload.name(), workload.counts(), workload.check()));
            }
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            return new Report(this, took, struck, rows, outages.millis());
        }
    }

    /**
     * A client that its cluster gave up, with a server frozen under it, would take its actors
     * along.
     */
    private boolean isClient() {
        return !faults.contains(Fault.PAUSE);
    }

    /** No actor lives in this JVM. */
    private WickConfig.Builder configured(int node, WickConfig.Builder config) {
        config.failureDetection(FAILURE_DETECTION_MILLIS);
        return node == servers ? config.cpus(0) : config;
    }

    private int strike(ProcessCluster cluster, Outages outages, long begin) {
        var random = new SplittableRandom(seed);
        int struck = 0;
        while (struck < least || System.nanoTime() - begin < time.toNanos()) {
            LockSupport.parkNanos((long) (pause.toNanos() * (0.5 + random.nextDouble())));
            int server = random.nextInt(servers);
            Fault fault = faults.get(random.nextInt(faults.size()));
            UUID node = cluster.nodeId(server);
            outages.killed(node, cluster.wick().actors());
            fault.strike(cluster, server);
            struck++;
            System.err.println(
                    "Fault " + struck + ": " + fault + " of server " + server + ", node " + node);
            cluster.restart(server);
            Copies.await(cluster.wick(), cluster.nodeId(server));
        }
        LockSupport.parkNanos(pause.toNanos());
        return struck;
    }
}
