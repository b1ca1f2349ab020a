package io.wick.internal.planner;

import io.wick.internal.graph.GraphModel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts a placed graph into one program per site. Linear in the edges. */
public final class Programs {
    private final Problem problem;
    private final GraphModel graph;
    private final int[] siteOf;
    private final int[] fusedWith;

    /** By site: the vertices that run there, in topological order. */
    private final Groups locals;

    /** By site: the vertices whose values come by message, ascending. */
    private final Groups externals;

    /** By site: the vertices whose values are there and still needed, ascending. */
    private final Groups kept;

    private final boolean[] result;

    /** By vertex: its value in the program at hand; what other programs left here is not read. */
    private final int[] value;

    /** By site: the last vertex, plus one, that has it as a target. */
    private final int[] seen;

    private int[] found = new int[8];

    private Programs(Problem problem, Layout layout) {
        this.problem = problem;
        this.graph = problem.graph();
        this.siteOf = layout.site();
        this.fusedWith = layout.fusedWith();
        int sites = problem.sites().size();
        this.result = new boolean[graph.size()];
        for (int v : graph.results()) {
            result[v] = true;
        }
        this.value = new int[graph.size()];
        this.seen = new int[sites];
        this.locals = new Groups(sites);
        this.externals = new Groups(sites);
        this.kept = new Groups(sites);
    }

    /**
     * The programs, ascending by site, of the sites that run a vertex, send a kept value or hold a
     * kept result. Kept values that nobody needs any more are in no program. A value is marked as a
     * result where it is made or kept, not where it is external.
     */
    public static List<Program> cut(Problem problem, Layout layout) {
        var cut = new Programs(problem, layout);
        if (cut.isWhole()) {
            return List.of(cut.whole());
        }
        cut.group();
        var programs = new ArrayList<Program>();
        for (int site = 0; site < cut.seen.length; site++) {
            if (cut.locals.count(site) + cut.kept.count(site) > 0) {
                programs.add(cut.program(site));
            }
        }
        return programs;
    }

    /** Whether one site runs everything, in the order of the vertices. */
    private boolean isWhole() {
        int only = siteOf.length == 0 ? -1 : siteOf[0];
        for (int v = 0; v < siteOf.length; v++) {
            if (problem.state()[v] != Problem.RUN || siteOf[v] != only || graph.order()[v] != v) {
                return false;
            }
        }
        return only >= 0;
    }

    /** The graph itself as a program: its arrays are shared, they may be large. */
    private Program whole() {
        int size = graph.size();
        return new Program(
                siteOf[0],
                size,
                0,
                0,
                graph.order(),
                graph.inputStart(),
                graph.inputs(),
                graph.consumerStart(),
                graph.consumers(),
                new int[size + 1],
                new int[0],
                result,
                fusedWith);
    }

    private void group() {
        scan(false);
        locals.begin();
        externals.begin();
        kept.begin();
        for (int v : graph.order()) {
            if (problem.state()[v] == Problem.RUN) {
                locals.add(siteOf[v], v);
            }
        }
        Arrays.fill(seen, 0);
        scan(true);
        Arrays.fill(seen, 0);
    }

    /** Goes through all values and counts them for the sites that have to do with them, or adds. */
    private void scan(boolean adding) {
        for (int v = 0; v < siteOf.length; v++) {
            byte state = problem.state()[v];
            if (state == Problem.SKIP) {
                continue;
            }
            int targets = findTargets(v);
            for (int i = 0; i < targets; i++) {
                if (adding) {
                    externals.add(found[i], v);
                } else {
                    externals.expect(found[i]);
                }
            }
            if (state == Problem.RUN) {
                if (!adding) {
                    locals.expect(siteOf[v]);
                }
            } else if (targets > 0 || result[v] || isUsed(v)) {
                if (adding) {
                    kept.add(siteOf[v], v);
                } else {
                    kept.expect(siteOf[v]);
                }
            }
        }
    }

    /** Puts the other sites that need a value into {@link #found}, each once; gives how many. */
    private int findTargets(int v) {
        int count = 0;
        int end = graph.consumerStart()[v + 1];
        for (int i = graph.consumerStart()[v]; i < end; i++) {
            int consumer = graph.consumers()[i];
            int site = siteOf[consumer];
            if (problem.state()[consumer] == Problem.RUN
                    && site != siteOf[v]
                    && seen[site] != v + 1) {
                seen[site] = v + 1;
                if (count == found.length) {
                    found = Arrays.copyOf(found, 2 * count);
                }
                found[count++] = site;
            }
        }
        return count;
    }

    private boolean isUsed(int v) {
        int end = graph.consumerStart()[v + 1];
        for (int i = graph.consumerStart()[v]; i < end; i++) {
            if (problem.state()[graph.consumers()[i]] == Problem.RUN) {
                return true;
            }
        }
        return false;
    }

    private Program program(int site) {
        int count = locals.count(site);
        int arriving = externals.count(site);
        var vertex = new int[count + arriving + kept.count(site)];
        locals.copy(site, vertex, 0);
        externals.copy(site, vertex, count);
        kept.copy(site, vertex, count + arriving);
        for (int i = 0; i < vertex.length; i++) {
            value[vertex[i]] = i;
        }
        var inputStart = new int[count + 1];
        int[] inputs = inputs(vertex, inputStart);
        var consumerStart = new int[vertex.length + 1];
        int[] consumers = consumers(inputStart, inputs, consumerStart);
        var targetStart = new int[vertex.length + 1];
        int[] targets = targets(vertex, count, arriving, targetStart);
        var wanted = new boolean[vertex.length];
        var fused = new int[count];
        for (int i = 0; i < vertex.length; i++) {
            wanted[i] = result[vertex[i]] && (i < count || i >= count + arriving);
        }
        for (int i = 0; i < count; i++) {
            int next = fusedWith[vertex[i]];
            fused[i] = next < 0 ? -1 : value[next];
        }
        return new Program(
                site,
                count,
                arriving,
                vertex.length - count - arriving,
                vertex,
                inputStart,
                inputs,
                consumerStart,
                consumers,
                targetStart,
                targets,
                wanted,
                fused);
    }

    private int[] inputs(int[] vertex, int[] inputStart) {
        int count = inputStart.length - 1;
        for (int i = 0; i < count; i++) {
            int v = vertex[i];
            inputStart[i + 1] = inputStart[i] + graph.inputStart()[v + 1] - graph.inputStart()[v];
        }
        var inputs = new int[inputStart[count]];
        int at = 0;
        for (int i = 0; i < count; i++) {
            int end = graph.inputStart()[vertex[i] + 1];
            for (int j = graph.inputStart()[vertex[i]]; j < end; j++) {
                inputs[at++] = value[graph.inputs()[j]];
            }
        }
        return inputs;
    }

    private static int[] consumers(int[] inputStart, int[] inputs, int[] consumerStart) {
        for (int input : inputs) {
            consumerStart[input + 1]++;
        }
        for (int i = 1; i < consumerStart.length; i++) {
            consumerStart[i] += consumerStart[i - 1];
        }
        int[] next = consumerStart.clone();
        var consumers = new int[inputs.length];
        for (int i = 0; i + 1 < inputStart.length; i++) {
            for (int j = inputStart[i]; j < inputStart[i + 1]; j++) {
                consumers[next[inputs[j]]++] = i;
            }
        }
        return consumers;
    }

    private int[] targets(int[] vertex, int count, int arriving, int[] targetStart) {
        int[] targets = new int[8];
        for (int i = 0; i < vertex.length; i++) {
            int more = i >= count && i < count + arriving ? 0 : findTargets(vertex[i]);
            int size = targetStart[i] + more;
            if (size > targets.length) {
                targets = Arrays.copyOf(targets, Math.max(size, 2 * targets.length));
            }
            System.arraycopy(found, 0, targets, targetStart[i], more);
            targetStart[i + 1] = size;
        }
        return Arrays.copyOf(targets, targetStart[vertex.length]);
    }
}
