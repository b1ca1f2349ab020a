package io.wick.internal.run.sim;

import io.wick.internal.graph.GraphModel;
import io.wick.internal.graph.Stage;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Consumer;

/** What is true in a simulation, whoever knows it. */
final class World {
    final Scenario scenario;
    final Mutation mutation;
    final Clock clock = new Clock();
    final Trace trace;
    final SplittableRandom random;
    final Network network;
    final List<SimNode> nodes = new ArrayList<>();
    final Disk disk;

    /** By partition: the node that has its data. */
    final int[] dataAt;

    /** Vertices that have run somewhere, at least once. */
    final BitSet ran = new BitSet();

    /** What becomes of a node that a vertex kills. */
    Consumer<SimNode> deadly = node -> {};

    /** Which vertex has begun on which node, by both numbers. */
    private final Set<Long> begun = new HashSet<>();

    private final long[] right;
    private final Map<Long, SimNode> running = new HashMap<>();
    private long starts;
    private long busy;
    private int evictions;

    World(Scenario scenario, Mutation mutation, SplittableRandom random, Trace trace) {
        this.scenario = scenario;
        this.mutation = mutation;
        this.random = random;
        this.trace = trace;
        this.network = new Network(clock, trace, random.split(), scenario.faults());
        Stage data = scenario.data();
        this.dataAt = new int[data == null ? 0 : data.count()];
        this.right = reference(scenario.graph());
        this.disk = new Disk(this);
    }

    private static long[] reference(GraphModel graph) {
        long[] values = new long[graph.size()];
        for (int v : graph.order()) {
            int from = graph.inputStart()[v];
            long[] inputs = new long[graph.inputStart()[v + 1] - from];
            Arrays.setAll(inputs, i -> values[graph.inputs()[from + i]]);
            values[v] = compute(v, inputs);
        }
        return values;
    }

    /** The value of a vertex with these inputs. */
    static long compute(int vertex, long[] inputs) {
        long value = (vertex + 1) * 0x9E3779B97F4A7C15L;
        for (long input : inputs) {
            value = (value ^ input) * 0xBF58476D1CE4E5B9L;
            value ^= value >>> 31;
        }
        return value;
    }

    /** Checks a value against the one a serial run gives. */
    void checkValue(int vertex, long value) {
        Violation.unless(
                right[vertex] == value,
                () -> "the value of vertex " + vertex + " is " + value + ", not " + right[vertex]);
    }

    /** The node that has the data of a vertex, or null when it reads none. */
    @Nullable SimNode home(int vertex) {
        Stage data = scenario.data();
        if (data == null || vertex < data.first() || vertex >= data.first() + data.count()) {
            return null;
        }
        return nodes.get(dataAt[vertex - data.first()]);
    }

    /** A vertex begins on a node: nowhere else may it run in the same epoch. */
    void starts(SimNode node, int epoch, int vertex) {
        SimNode other = running.putIfAbsent((long) epoch << 32 | vertex, node);
        Violation.unless(
                other == null,
                () -> "vertex " + vertex + " runs twice at the same time in epoch " + epoch);
        begun.add((long) node.number() << 32 | vertex);
        starts++;
        busy += scenario.micros()[vertex];
    }

    /** Whether a vertex has begun on a node, now or before. */
    boolean hasBegun(SimNode node, int vertex) {
        return begun.contains((long) node.number() << 32 | vertex);
    }

    /** It has ended, or was given up, or died. */
    void ends(int epoch, int vertex) {
        running.remove((long) epoch << 32 | vertex);
    }

    /** Whether a node that gets a job has lost what it had reported. */
    boolean evicts() {
        boolean evicts = evictions < scenario.faults().evictions() && random.nextBoolean();
        evictions += evicts ? 1 : 0;
        return evicts;
    }

    long starts() {
        return starts;
    }

    long busy() {
        return busy;
    }

    SimNode node(UUID id) {
        return nodes.get((int) id.getLeastSignificantBits());
    }

    void note(Trace.What what, SimNode node, int epoch, long detail) {
        trace.add(clock.now(), what, node.number(), epoch, detail);
    }

    /** Nodes that run vertices and live. */
    List<SimNode> workers() {
        var list = new ArrayList<SimNode>();
        for (SimNode node : nodes) {
            if (node.isAlive() && node.works()) {
                list.add(node);
            }
        }
        return list;
    }
}
