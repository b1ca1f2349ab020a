package io.wick.internal.run.sim;

import io.wick.Resources;
import io.wick.internal.graph.GraphModel;
import io.wick.internal.graph.Operation;
import io.wick.internal.planner.Costs;
import io.wick.internal.planner.Program;
import io.wick.internal.planner.Site;
import io.wick.internal.run.Event;
import io.wick.internal.run.FirstPlacement;
import io.wick.internal.run.RunCoordinator;
import io.wick.internal.run.RunState;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * How planner and coordinator do on 10 to 10,000 simulated nodes: a stencil of 200,000 vertices
 * whose sources have homes, added up in a tree; without faults, and with one node in a hundred
 * dying.
 *
 * <pre>{@code
 * java -Xmx2g -cp ... io.wick.internal.run.sim.ScaleReport [nodes ...]
 * }</pre>
 */
final class ScaleReport {
    private static final int WIDTH = 20_000;
    private static final int DEPTH = 10;
    private static final int CPUS = 2;

    private ScaleReport() {}

    /** Prints a line for each number of nodes. */
    public static void main(String[] args) {
        int[] counts =
                args.length == 0
                        ? new int[] {10, 100, 1000, 10_000}
                        : java.util.Arrays.stream(args).mapToInt(Integer::parseInt).toArray();
        System.out.println(
                "nodes   die  vertices epochs  virtual    ideal  x ideal  max/mean  messages   "
                        + " plan     placed/s   events    events/s   simulated/s    real");
        report(100, 1);
        System.out.println("(that was to warm up)");
        for (int count : counts) {
            report(count, 0);
            report(count, Math.max(1, count / 100));
        }
        reportCourse();
    }

    /** What the owner spends on a run that goes well: a chain of 100 vertices per node, 2 nodes. */
    private static void reportCourse() {
        int size = 200;
        var shape = new Shape();
        shape.stage("head", Shape.call(), Resources.ONE_CPU, List.of(new int[0], new int[0]), 8);
        for (int v = 2; v < size; v++) {
            List<int[]> input = List.of(new int[] {v - 2});
            shape.stage("link" + v, Shape.call(), Resources.ONE_CPU, input, 8);
        }
        shape.result(size - 1);
        GraphModel graph = shape.graph("chains");
        Resources two = Resources.NONE.cpus(2);
        var a = new Site(new UUID(0, 1), two, Map.of(), 0);
        var b = new Site(new UUID(0, 2), two, Map.of(), 0);
        var planner = new SimplePlanner(graph, v -> v % 2 == 0 ? a.id() : b.id());
        List<Program> programs =
                planner.plan(List.of(a, b), new byte[size], new int[size], new BitSet());
        var first = new FirstPlacement(List.of(a, b), programs);
        var even = new BitSet();
        var odd = new BitSet();
        for (int v = 0; v < size; v++) {
            (v % 2 == 0 ? even : odd).set(v);
        }
        int runs = 1_000_000;
        long begin = 0;
        for (int i = -runs; i < runs; i++) {
            begin = i == 0 ? System.nanoTime() : begin;
            var run = new RunCoordinator(graph, planner, first);
            run.handle(new Event.Start(List.of(a, b)));
            run.handle(new Event.Ended(1, a.id(), new Event.Report(even, new BitSet(), false)));
            run.handle(new Event.Result(size - 1));
            run.handle(new Event.Ended(1, b.id(), new Event.Report(odd, new BitSet(), false)));
            Violation.unless(run.state() == RunState.ENDED, "not over");
        }
        System.out.printf(
                "a run of %d vertices on 2 nodes takes its owner %.2f us%n",
                size, (System.nanoTime() - begin) / 1e3 / runs);
    }

    private static void report(int count, int deaths) {
        var random = new SplittableRandom(7);
        Scenario scenario = scenario(random, count, deaths);
        long begin = System.nanoTime();
        var world = new World(scenario, Mutation.NONE, random, new Trace(100));
        var simulation = new Simulation(world);
        simulation.run();
        double seconds = (System.nanoTime() - begin) / 1e9;
        Owner owner = simulation.owner();
        double ideal = ideal(scenario);
        long most = world.nodes.stream().mapToLong(SimNode::vertices).max().orElse(0);
        double mean = (double) world.starts() / count;
        System.out.printf(
                "%5d %5d %9d %6d %6.0f ms %6.0f ms %8.2f %9.2f %9d %4.0f ms"
                        + " %,12.0f %8d %,11.0f %,13.0f %5.1f s%n",
                count,
                deaths,
                world.starts(),
                owner.epoch(),
                owner.endedAt() / 1e3,
                ideal / 1e3,
                owner.endedAt() / ideal,
                most / mean,
                world.network.messages(),
                owner.planNanos() / 1e6 / owner.epoch(),
                scenario.graph().size() * 1e9 * owner.epoch() / owner.planNanos(),
                owner.events(),
                owner.events() * 1e9 / owner.nanos(),
                world.clock.count() / seconds,
                seconds);
    }

    /** The time it takes at least: all work on all CPUs, and the longest path. */
    private static double ideal(Scenario scenario) {
        GraphModel graph = scenario.graph();
        double all = 0;
        double longest = 0;
        double[] path = new double[graph.size()];
        for (int v : graph.order()) {
            double before = 0;
            for (int i = graph.inputStart()[v]; i < graph.inputStart()[v + 1]; i++) {
                before = Math.max(before, path[graph.inputs()[i]]);
            }
            path[v] = before + scenario.micros()[v];
            longest = Math.max(longest, path[v]);
            all += scenario.micros()[v];
        }
        return Math.max(longest, all / (CPUS * scenario.nodes().size()));
    }

    private static Scenario scenario(SplittableRandom random, int count, int deaths) {
        GraphModel graph = graph();
        long[] micros = new long[graph.size()];
        for (int v = 0; v < micros.length; v++) {
            micros[v] = 1000 + random.nextLong(2000);
        }
        List<Resources> nodes = Collections.nCopies(count, Resources.NONE.cpus(CPUS));
        long horizon = 2000L * graph.size() / (CPUS * count);
        var faults =
                new Scenario.Faults(0, 0, 0, 0, 0, 0, deaths, 0, 0, 0, 0, -1, -1, -1, -1, 0, false);
        return new Scenario(
                graph,
                micros,
                graph.stages().getFirst(),
                nodes,
                true,
                false,
                Values.Keeping.ALWAYS,
                Costs.DEFAULT,
                100_000,
                horizon,
                faults,
                0,
                false,
                0);
    }

    private static GraphModel graph() {
        var shape = new Shape();
        var none = new ArrayList<int[]>();
        for (int i = 0; i < WIDTH; i++) {
            none.add(new int[0]);
        }
        var data = new Operation.CachePartitions("data", WIDTH);
        int before = shape.stage("source", data, Resources.ONE_CPU, none, 1000);
        for (int d = 1; d < DEPTH; d++) {
            var step = new ArrayList<int[]>();
            for (int i = 0; i < WIDTH; i++) {
                int left = before + Math.max(0, i - 1);
                int right = before + Math.min(WIDTH - 1, i + 1);
                step.add(new int[] {left, before + i, right});
            }
            before = shape.stage("step" + d, Shape.call(), Resources.ONE_CPU, step, 1000);
        }
        for (int count = WIDTH; count > 1; ) {
            var sums = new ArrayList<int[]>();
            for (int i = 0; i < count; i += 20) {
                int[] parts = new int[Math.min(20, count - i)];
                for (int k = 0; k < parts.length; k++) {
                    parts[k] = before + i + k;
                }
                sums.add(parts);
            }
            before = shape.stage("sum" + count, Shape.call(), Resources.ONE_CPU, sums, 1000);
            count = sums.size();
        }
        shape.result(shape.size() - 1);
        return shape.graph("stencil");
    }
}
