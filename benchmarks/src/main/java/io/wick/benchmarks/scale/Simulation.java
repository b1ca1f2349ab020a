package io.wick.benchmarks.scale;

import io.wick.Resources;
import io.wick.internal.graph.GraphModel;
import io.wick.internal.planner.Problem;

import java.util.Arrays;

/**
 * How long a placed graph would run: each node runs vertices in the order in which they become
 * ready, as many at a time as it has CPUs; a value goes to a node once, a node takes in one value
 * at a time.
 */
final class Simulation {
    private final Problem problem;
    private final GraphModel graph;
    private final int[] site;
    private final long[][] cpus;
    private final long[] link;
    private final long[] arrival;
    private final int[] arrived;
    private final int[] missing;
    private final long[] ready;
    private final Agenda agenda;
    private long end;

    private Simulation(Problem problem, int[] site) {
        this.problem = problem;
        this.graph = problem.graph();
        this.site = site;
        int sites = problem.sites().size();
        this.cpus = new long[sites][];
        for (int s = 0; s < sites; s++) {
            long cores = problem.sites().get(s).capacity().thousandths(Resources.CPU) / 1000;
            cpus[s] = new long[(int) cores];
        }
        this.link = new long[sites];
        this.arrival = new long[sites];
        this.arrived = new int[sites];
        Arrays.fill(arrived, -1);
        this.missing = new int[graph.size()];
        this.ready = new long[graph.size()];
        this.agenda = new Agenda(graph.size());
    }

    /** The time from the start to the end of the last vertex. */
    static long nanos(Problem problem, int[] site) {
        return new Simulation(problem, site).run();
    }

    /** No layout runs faster: all CPUs busy all the time, or the longest chain. */
    static long bound(Problem problem) {
        GraphModel graph = problem.graph();
        var path = new long[graph.size()];
        long longest = 0;
        long work = 0;
        for (int v : graph.order()) {
            for (int i = graph.inputStart()[v]; i < graph.inputStart()[v + 1]; i++) {
                path[v] = Math.max(path[v], path[graph.inputs()[i]]);
            }
            path[v] += problem.nanos()[v];
            work += problem.nanos()[v];
            longest = Math.max(longest, path[v]);
        }
        long cores = 0;
        for (var each : problem.sites()) {
            cores += each.capacity().thousandths(Resources.CPU) / 1000;
        }
        return Math.max(longest, work / cores);
    }

    private long run() {
        for (int v = 0; v < missing.length; v++) {
            missing[v] = graph.inputStart()[v + 1] - graph.inputStart()[v];
            if (missing[v] == 0) {
                agenda.add(0, v);
            }
        }
        while (!agenda.isEmpty()) {
            int v = agenda.next();
            long[] cores = cpus[site[v]];
            int core = 0;
            for (int c = 1; c < cores.length; c++) {
                core = cores[c] < cores[core] ? c : core;
            }
            long done = Math.max(cores[core], ready[v]) + problem.nanos()[v];
            cores[core] = done;
            end = Math.max(end, done);
            hand(v, done);
        }
        return end;
    }

    private void hand(int v, long done) {
        for (int i = graph.consumerStart()[v]; i < graph.consumerStart()[v + 1]; i++) {
            int consumer = graph.consumers()[i];
            long at = site[consumer] == site[v] ? done : arrival(v, site[consumer], done);
            ready[consumer] = Math.max(ready[consumer], at);
            if (--missing[consumer] == 0) {
                agenda.add(ready[consumer], consumer);
            }
        }
    }

    private long arrival(int v, int to, long done) {
        if (arrived[to] != v) {
            arrived[to] = v;
            long transfer = problem.bytes()[v] * 1000 / problem.costs().bytesPerMicro();
            link[to] = Math.max(link[to], done) + transfer;
            arrival[to] = link[to] + problem.costs().messageNanos();
        }
        return arrival[to];
    }

    /** Vertices by time. */
    private static final class Agenda {
        private final long[] times;
        private final int[] vertices;
        private int size;

        Agenda(int capacity) {
            times = new long[capacity + 1];
            vertices = new int[capacity + 1];
        }

        boolean isEmpty() {
            return size == 0;
        }

        void add(long time, int vertex) {
            int at = ++size;
            while (at > 1 && times[at / 2] > time) {
                times[at] = times[at / 2];
                vertices[at] = vertices[at / 2];
                at /= 2;
            }
            times[at] = time;
            vertices[at] = vertex;
        }

        int next() {
            int first = vertices[1];
            long time = times[size];
            int vertex = vertices[size--];
            int at = 1;
            while (2 * at <= size) {
                int child = 2 * at;
                if (child < size && times[child + 1] < times[child]) {
                    child++;
                }
                if (times[child] >= time) {
                    break;
                }
                times[at] = times[child];
                vertices[at] = vertices[child];
                at = child;
            }
            times[at] = time;
            vertices[at] = vertex;
            return first;
        }
    }
}
