package io.wick.internal.planner;

import io.wick.internal.graph.GraphModel;
import io.wick.internal.scheduler.Placer;

/**
 * The inputs of one vertex by site: bytes, and when the last of them is ready. Filled anew for each
 * vertex, without allocating.
 */
final class Inputs {
    /** A value with fewer consumers draws them to its site when it is large. */
    static final int SHARED = 16;

    private final Problem problem;
    private final GraphModel graph;
    private final Expected expected;
    private final int[] siteOf;
    private final double[] finish;

    private final int[] seen;
    private final int[] sites;
    private final long[] bytes;
    private final long[] drawing;
    private final double[] ready;
    private int stamp;
    private int count;
    private long total;
    private int latestSite;
    private double latest;
    private double latestElsewhere;
    private boolean drawn;

    /**
     * Reads what is placed.
     *
     * @param siteOf by vertex: its site; -1 while it has none
     * @param finish by vertex: when its value is there
     */
    Inputs(Problem problem, Expected expected, int[] siteOf, double[] finish) {
        this.problem = problem;
        this.graph = problem.graph();
        this.expected = expected;
        this.siteOf = siteOf;
        this.finish = finish;
        int size = problem.sites().size();
        this.seen = new int[size];
        this.sites = new int[size];
        this.bytes = new long[size];
        this.drawing = new long[size];
        this.ready = new double[size];
    }

    /** Looks at the inputs of a vertex; those without a site yet do not count. */
    void of(int vertex) {
        stamp++;
        count = 0;
        total = 0;
        latestSite = -1;
        latest = 0;
        latestElsewhere = 0;
        drawn = false;
        int shared = Math.max(SHARED, graph.stage(vertex).count() / 2);
        int end = graph.inputStart()[vertex + 1];
        for (int i = graph.inputStart()[vertex]; i < end; i++) {
            int input = graph.inputs()[i];
            if (siteOf[input] >= 0) {
                int uses = graph.consumerStart()[input + 1] - graph.consumerStart()[input];
                add(siteOf[input], expected.bytes(input), finish[input], uses < shared);
            }
        }
    }

    private void add(int site, long size, double at, boolean draws) {
        if (seen[site] != stamp) {
            seen[site] = stamp;
            sites[count++] = site;
            bytes[site] = 0;
            drawing[site] = 0;
            ready[site] = 0;
        }
        bytes[site] += size;
        total += size;
        if (draws) {
            drawing[site] += size;
            drawn = true;
        }
        ready[site] = Math.max(ready[site], at);
        if (site == latestSite) {
            latest = Math.max(latest, at);
        } else if (latestSite < 0 || at > latest) {
            latestElsewhere = latest;
            latestSite = site;
            latest = at;
        } else {
            latestElsewhere = Math.max(latestElsewhere, at);
        }
    }

    /** How many sites have inputs. */
    int count() {
        return count;
    }

    /** The sites that have inputs, first inputs first. */
    int site(int i) {
        return sites[i];
    }

    /** Whether some input draws the vertex to its site. */
    boolean isDrawn() {
        return drawn;
    }

    /** Bytes there that draw the vertex to the site. */
    long drawing(int i) {
        return drawing[sites[i]];
    }

    /** The bytes that the best of the sites that can run it holds; 0 when they are too few. */
    long most(Demand demand) {
        long most = 0;
        for (int i = 0; i < count; i++) {
            if (drawing[sites[i]] > most && demand.canRun(sites[i])) {
                most = drawing[sites[i]];
            }
        }
        return most < Placer.LOCALITY_BYTES ? 0 : most;
    }

    /** When all inputs are on a site. */
    double ready(int site) {
        if (count == 0) {
            return 0;
        }
        boolean here = seen[site] == stamp;
        long missing = here ? total - bytes[site] : total;
        if (here && count == 1) {
            return ready[site];
        }
        double elsewhere = site == latestSite ? latestElsewhere : latest;
        double arrived = elsewhere + transfer(missing);
        return here ? Math.max(ready[site], arrived) : arrived;
    }

    /** What it takes to bring all of the inputs to another site. */
    double transferAll() {
        return transfer(total);
    }

    private double transfer(long size) {
        return problem.costs().messageNanos() + size * 1000.0 / problem.costs().bytesPerMicro();
    }
}
