package io.wick.benchmarks.scale;

import com.sun.management.ThreadMXBean;

import io.wick.Resources;
import io.wick.internal.graph.GraphModel;
import io.wick.internal.graph.Operation;
import io.wick.internal.graph.Stage;
import io.wick.internal.planner.Costs;
import io.wick.internal.planner.Layout;
import io.wick.internal.planner.Planner;
import io.wick.internal.planner.Problem;
import io.wick.internal.planner.Programs;
import io.wick.internal.planner.Site;

import org.jspecify.annotations.Nullable;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * How long the planner takes and how well it places: a million vertices of 1 ms on 10 to 10,000
 * nodes of 4 CPUs.
 *
 * <p>Prints Markdown tables. "First" is the first time a graph is placed on that many nodes; the
 * very first row runs in a JVM that has planned nothing before. Bytes count once per value and node
 * it goes to. "Run" is the time a simulated run takes, links and CPUs taken into account, as a
 * multiple of what no layout can beat.
 */
public final class PlannerScale {
    private static final int ROUNDS = 5;
    private static final long NANOS = 1_000_000;
    private static final double CPUS = 4;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private PlannerScale() {}

    /** Prints the tables; an argument changes the number of vertices. */
    public static void main(String[] args) {
        int size = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        int width = Math.max(10, size / 50);
        Map<String, Supplier<GraphModel>> shapes = new LinkedHashMap<>();
        shapes.put("stencil, 256 B", () -> Shapes.stencil(width, 50, Shapes.SMALL));
        shapes.put("stencil, 1 MiB", () -> Shapes.stencil(width, 50, Shapes.LARGE));
        shapes.put("tree, 256 B", () -> Shapes.tree(size / 2, Shapes.SMALL));
        shapes.put("layers, 1 of 3 inputs 1 MiB", () -> Shapes.layered(width, 50, 1, 2, 7));
        shapes.put("layers, 3 inputs of 1 MiB", () -> Shapes.layered(width, 50, 3, 0, 7));
        System.out.println(
                "| graph | vertices | edges | nodes | first s | best s | its CPU s | MB"
                        + " | vertices/s | cut s |");
        System.out.println("|---|" + "---:|".repeat(9));
        var quality = new StringBuilder();
        shapes.forEach(
                (name, shape) -> {
                    GraphModel graph = shape.get();
                    for (int nodes : new int[] {10_000, 1000, 100, 10}) {
                        Problem problem = problem(graph, nodes);
                        Layout layout = time(name, problem);
                        quality.append(quality(name, problem, layout));
                    }
                });
        System.out.println(
                "\n| graph | nodes | used | max/mean busy | at largest input | moved GB"
                        + " | of random | of turns | run | run, random | run, turns |");
        System.out.println("|---|" + "---:|".repeat(10));
        System.out.print(quality);
        linearity(size);
    }

    private static Layout time(String name, Problem problem) {
        double first = 0;
        double best = Double.MAX_VALUE;
        double cpu = Double.MAX_VALUE;
        double cut = Double.MAX_VALUE;
        long allocated = 0;
        Layout layout = Planner.place(small());
        for (int round = 0; round < ROUNDS; round++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            long ran = THREADS.getCurrentThreadCpuTime();
            long start = System.nanoTime();
            layout = Planner.place(problem);
            double seconds = (System.nanoTime() - start) / 1e9;
            cpu = Math.min(cpu, (THREADS.getCurrentThreadCpuTime() - ran) / 1e9);
            allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
            first = round == 0 ? seconds : first;
            best = Math.min(best, seconds);
            start = System.nanoTime();
            int programs = Programs.cut(problem, layout).size();
            cut = Math.min(cut, (System.nanoTime() - start) / 1e9);
            if (programs == 0) {
                throw new IllegalStateException("nothing to run");
            }
        }
        print(
                "| %s | %,d | %,d | %,d | %.3f | %.3f | %.3f | %.0f | %,.0f | %.3f |%n",
                name,
                problem.graph().size(),
                problem.graph().edges(),
                problem.sites().size(),
                first,
                best,
                cpu,
                allocated / 1e6,
                problem.graph().size() / best,
                cut);
        return layout;
    }

    private static Problem small() {
        return problem(Shapes.tree(2, Shapes.SMALL), 1);
    }

    private static String quality(String name, Problem problem, Layout layout) {
        int[] random = others(problem, new SplittableRandom(1));
        int[] turns = others(problem, null);
        var ours = new Quality(problem, layout.site());
        double bound = Simulation.bound(problem);
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %,d | %.2f | %s | %.2f | %.1f %% | %.1f %% | %.2f | %.2f | %.2f |%n",
                name,
                problem.sites().size(),
                ours.used(),
                ours.balance(),
                ours.large() == 0
                        ? "-"
                        : String.format(Locale.ROOT, "%.2f %%", 100 * ours.atLargest()),
                ours.moved() / 1e9,
                100.0 * ours.moved() / new Quality(problem, random).moved(),
                100.0 * ours.moved() / new Quality(problem, turns).moved(),
                Simulation.nanos(problem, layout.site()) / bound,
                Simulation.nanos(problem, random) / bound,
                Simulation.nanos(problem, turns) / bound);
    }

    /** The same shape in sizes that double: the time per edge should stay. */
    private static void linearity(int most) {
        System.out.println("\n| stencil on 1,000 nodes, edges | best s | ns per edge |");
        System.out.println("|---:|---:|---:|");
        for (int size = most / 16; size <= 4 * most; size *= 2) {
            Problem problem =
                    problem(Shapes.stencil(Math.max(10, size / 50), 50, Shapes.SMALL), 1000);
            double best = Double.MAX_VALUE;
            for (int round = 0; round < ROUNDS; round++) {
                long start = System.nanoTime();
                var layout = Planner.place(problem);
                best = Math.min(best, (System.nanoTime() - start) / 1e9);
                Programs.cut(problem, layout);
            }
            int edges = problem.graph().edges();
            print("| %,d | %.3f | %.1f |%n", edges, best, best * 1e9 / edges);
        }
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }

    private static Problem problem(GraphModel graph, int nodes) {
        var sites = new ArrayList<Site>();
        for (int i = 0; i < nodes; i++) {
            sites.add(new Site(new UUID(0, i), Resources.NONE.cpus(CPUS), Map.of(), 0));
        }
        int[] home = new int[graph.size()];
        long[] nanos = new long[graph.size()];
        long[] bytes = new long[graph.size()];
        Arrays.fill(home, -1);
        Arrays.fill(nanos, NANOS);
        var random = new SplittableRandom(3);
        for (Stage stage : graph.stages()) {
            for (int v = stage.first(); v < stage.first() + stage.count(); v++) {
                bytes[v] = stage.expectedBytes();
                if (stage.operation() instanceof Operation.CachePartitions) {
                    home[v] = random.nextInt(nodes);
                }
            }
        }
        return new Problem(
                graph, sites, 0, home, new byte[graph.size()], nanos, bytes, Costs.DEFAULT);
    }

    /** A random layout, or one in turns; homes are kept. */
    private static int[] others(Problem problem, @Nullable SplittableRandom random) {
        int[] site = new int[problem.graph().size()];
        int nodes = problem.sites().size();
        for (int v = 0; v < site.length; v++) {
            int free = random == null ? v % nodes : random.nextInt(nodes);
            site[v] = problem.home()[v] < 0 ? free : problem.home()[v];
        }
        return site;
    }
}
