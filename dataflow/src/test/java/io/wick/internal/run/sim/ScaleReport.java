package io.wick.internal.run.sim;

import io.wick.Resources;
import io.wick.internal.graph.GraphModel;
import io.wick.internal.graph.Operation;
import io.wick.internal.planner.Costs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

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
                "%5d %5d %9d %6d %6.0f ms %6.0f ms %7.2f %9.2f %9d %6.0f ms %,11.0f %,13.0f %4.1f"
                        + " s%n",
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
        var faults = new Scenario.Faults(0, 0, 0, 0, 0, 0, deaths, 0, 0, 0, 0, -1, -1, -1, false);
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
