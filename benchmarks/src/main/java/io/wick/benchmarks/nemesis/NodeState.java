package io.wick.benchmarks.nemesis;

import io.wick.Stats;
import io.wick.Wick;
import io.wick.ignite.internal.IgniteEngine;

import org.apache.ignite.cache.CachePeekMode;
import org.apache.ignite.cache.affinity.Affinity;
import org.apache.ignite.cluster.ClusterNode;
import org.apache.ignite.internal.IgniteEx;
import org.apache.ignite.internal.processors.cache.distributed.dht.topology.GridDhtLocalPartition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What a node holds while it has nothing to do.
 *
 * @param idle whether no task runs or waits, and all resources are back
 * @param actors that live there
 * @param stats the engine's counters
 * @param taskThreads that run tasks or wait for some
 * @param threads of the JVM
 * @param heapBytes in use after a collection
 * @param entries that it stores, by cache of Wick's
 * @param keys of some of them; the first ten digits of an object's tell its owner
 */
record NodeState(
        UUID node,
        boolean idle,
        int actors,
        Stats stats,
        int taskThreads,
        int threads,
        long heapBytes,
        Map<String, Integer> entries,
        List<String> keys) {
    /** Idle threads end within ten seconds; asking for the state takes some. */
    private static final int TASK_THREADS = 4;

    /** Pools of Ignite's grow with load and stay. */
    private static final int MORE_THREADS = 100;

    private static final int KEYS = 5;

    private static final long MORE_HEAP = 64L << 20;

    /** It tells for ten minutes why actors are dead. */
    private static final String DEATHS = "wick-actors";

    /** Looks at the node, which is in this JVM. */
    static NodeState of(Wick wick) {
        var engine = (IgniteEngine) wick.engine();
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return new NodeState(
                wick.nodes().getFirst().id(),
                engine.isIdle(),
                engine.actors().count(),
                engine.stats(),
                engine.taskThreads(),
                Thread.getAllStackTraces().size(),
                runtime.totalMemory() - runtime.freeMemory(),
                entries(engine.ignite()),
                keys(engine.ignite()));
    }

    private static List<String> keys(IgniteEx ignite) {
        var keys = new ArrayList<String>();
        for (String cache : caches(ignite)) {
            for (var entry : ignite.cache(cache).localEntries(CachePeekMode.ALL)) {
                if (keys.size() == KEYS) {
                    return keys;
                }
                keys.add(cache + " " + entry.getKey() + place(ignite, cache, entry.getKey()));
            }
        }
        return keys;
    }

    /** Where a key is now, and in what state its partition is here. */
    private static String place(IgniteEx ignite, String cache, Object key) {
        Affinity<Object> affinity = ignite.affinity(cache);
        int partition = affinity.partition(key);
        GridDhtLocalPartition here =
                ignite.context()
                        .cache()
                        .cache(cache)
                        .context()
                        .topology()
                        .localPartition(partition);
        ClusterNode primary = affinity.mapPartitionToNode(partition);
        return " of partition %d, %s here, primary on %s"
                .formatted(
                        partition,
                        here == null ? "not" : here.state(),
                        primary == null ? "no node" : primary.id());
    }

    private static Map<String, Integer> entries(IgniteEx ignite) {
        var entries = new TreeMap<String, Integer>();
        for (String cache : caches(ignite)) {
            entries.put(cache, ignite.cache(cache).localSize(CachePeekMode.ALL));
        }
        return entries;
    }

    /** Wick's caches that are to be empty. */
    private static List<String> caches(IgniteEx ignite) {
        return ignite.cacheNames().stream()
                .filter(cache -> cache.startsWith("wick-") && !cache.equals(DEATHS))
                .toList();
    }

    /**
     * What is there that should not be.
     *
     * @param before a node before any work
     */
    List<String> leaks(NodeState before) {
        var leaks = new ArrayList<String>();
        if (!idle) {
            leaks.add("tasks run or wait, or resources are not back");
        }
        add(leaks, "actors", 0, actors);
        add(leaks, "tasks pending", 0, stats.tasksPending());
        add(leaks, "objects held", 0, stats.objectsHeld());
        add(leaks, "refs held by other nodes", 0, stats.refsExported());
        add(leaks, "refs of other nodes held", 0, stats.refsBorrowed());
        add(leaks, "task threads", TASK_THREADS, taskThreads);
        add(leaks, "threads", before.threads + MORE_THREADS, threads);
        add(leaks, "bytes of heap", before.heapBytes + MORE_HEAP, heapBytes);
        entries.forEach(
                (cache, size) ->
                        add(
                                leaks,
                                "entries of " + cache,
                                before.entries.getOrDefault(cache, 0),
                                size));
        leaks.replaceAll(leak -> leak.startsWith("entries") ? leak + ", " + keys : leak);
        leaks.replaceAll(leak -> "node " + node + ": " + leak);
        return leaks;
    }

    private static void add(List<String> leaks, String what, long most, long now) {
        if (now > most) {
            leaks.add(what + ": expected " + most + " at most, got " + now);
        }
    }
}
