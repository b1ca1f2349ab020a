package io.wick.ignite.internal.graph;

import io.wick.graph.RunReport;
import io.wick.internal.graph.GraphModel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Adds up what the jobs of a run report. Thread-safe. */
final class Tally {
    private final GraphModel graph;
    private final Meter sum;
    private final Map<UUID, Node> nodes = new LinkedHashMap<>();

    Tally(GraphModel graph) {
        this.graph = graph;
        this.sum = new Meter(graph.stages().size());
    }

    private static final class Node {
        int parts;
        long vertices;
        long withLarge;
        long atLargest;
        long busyNanos;
        final KernelTally kernels = new KernelTally();
    }

    synchronized void part(UUID node) {
        nodes.computeIfAbsent(node, key -> new Node()).parts++;
    }

    synchronized void add(int epoch, UUID node, Share share) {
        Meter meter = share.meter();
        if (meter.stageCount() != sum.stageCount()) {
            return; // the job could not be read there: nothing was measured
        }
        sum.add(meter);
        Node of = nodes.computeIfAbsent(node, key -> new Node());
        of.vertices += meter.vertices;
        of.withLarge += meter.withLarge;
        of.atLargest += meter.atLargest;
        of.busyNanos += meter.busyNanos;
        of.kernels.add(meter.kernels);
    }

    /** What was measured, by stage. */
    synchronized Meter sum() {
        return sum;
    }

    synchronized RunReport report(Duration elapsed, int epochs) {
        var shares = new ArrayList<RunReport.NodeShare>();
        nodes.forEach(
                (id, node) ->
                        shares.add(
                                new RunReport.NodeShare(
                                        id,
                                        node.parts,
                                        node.vertices,
                                        node.atLargest,
                                        node.withLarge,
                                        Duration.ofNanos(node.busyNanos))));
        var edges = new ArrayList<RunReport.EdgeTraffic>();
        new TreeMap<>(sum.traffic.counts())
                .forEach(
                        (pair, count) ->
                                edges.add(
                                        new RunReport.EdgeTraffic(
                                                name((int) (pair >> 32)),
                                                name(pair.intValue()),
                                                count.values.sum(),
                                                count.bytes.sum())));
        var kernels = new ArrayList<RunReport.KernelShare>();
        nodes.forEach((id, node) -> kernels.addAll(node.kernels.shares(id, this::name)));
        return new RunReport(elapsed, epochs, shares, edges, kernels);
    }

    private String name(int stage) {
        return graph.stages().get(stage).name();
    }
}
