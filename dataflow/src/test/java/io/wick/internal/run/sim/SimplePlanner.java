package io.wick.internal.run.sim;

import io.wick.error.InfeasibleException;
import io.wick.internal.graph.GraphModel;
import io.wick.internal.planner.Problem;
import io.wick.internal.planner.Program;
import io.wick.internal.planner.Site;
import io.wick.internal.run.Replanner;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;

/** Places vertices at their home, else where their first input is, else by turns. For tests. */
public final class SimplePlanner implements Replanner {
    private final GraphModel graph;
    private final IntFunction<UUID> homes;
    private final @Nullable UUID owner;

    /**
     * A planner of one graph.
     *
     * @param homes the node a vertex is bound to, or null
     */
    public SimplePlanner(GraphModel graph, IntFunction<UUID> homes) {
        this(graph, homes, null);
    }

    /** A planner that keeps risky vertices off a node. */
    public SimplePlanner(GraphModel graph, IntFunction<UUID> homes, @Nullable UUID owner) {
        this.graph = graph;
        this.homes = homes;
        this.owner = owner;
    }

    @Override
    public List<Program> plan(List<Site> sites, byte[] state, int[] home, BitSet risky) {
        int[] site = new int[graph.size()];
        Arrays.fill(site, -1);
        int turn = 0;
        for (int v : graph.order()) {
            if (state[v] == Problem.KEPT) {
                site[v] = home[v];
            } else if (state[v] == Problem.RUN) {
                site[v] = choose(sites, v, site, turn++, risky.get(v));
            }
        }
        var programs = new ArrayList<Program>();
        for (int s = 0; s < sites.size(); s++) {
            Program program = new Cut(graph, state, site, s).program();
            if (program.values() > 0) {
                programs.add(program);
            }
        }
        return programs;
    }

    private int choose(List<Site> sites, int vertex, int[] site, int turn, boolean risky) {
        UUID bound = homes.apply(vertex);
        for (int s = 0; s < sites.size(); s++) {
            if (sites.get(s).id().equals(bound) && fits(sites.get(s), vertex)) {
                return s;
            }
        }
        int from = graph.inputStart()[vertex];
        boolean follow = turn % 3 != 0 && from < graph.inputStart()[vertex + 1];
        int start = follow ? site[graph.inputs()[from]] : turn % sites.size();
        int last = -1;
        for (int i = 0; i < sites.size(); i++) {
            int s = (start + i) % sites.size();
            if (fits(sites.get(s), vertex)) {
                if (!risky || !sites.get(s).id().equals(owner)) {
                    return s;
                }
                last = s;
            }
        }
        if (last >= 0) {
            return last;
        }
        throw new InfeasibleException("No node has what " + graph.vertexName(vertex) + " asks for");
    }

    private boolean fits(Site site, int vertex) {
        return site.capacity().covers(graph.stage(vertex).options().resources());
    }

    /** The program of one site. */
    private static final class Cut {
        private final GraphModel graph;
        private final byte[] state;
        private final int[] site;
        private final int me;
        private final List<Integer> locals = new ArrayList<>();
        private final List<Integer> externals = new ArrayList<>();
        private final List<Integer> kept = new ArrayList<>();

        Cut(GraphModel graph, byte[] state, int[] site, int me) {
            this.graph = graph;
            this.state = state;
            this.site = site;
            this.me = me;
        }

        Program program() {
            for (int v : graph.order()) {
                if (site[v] == me && state[v] == Problem.RUN) {
                    locals.add(v);
                }
            }
            for (int v = 0; v < graph.size(); v++) {
                boolean here = site[v] == me;
                if (here && state[v] == Problem.KEPT && (isResult(v) || hasConsumer(v))) {
                    kept.add(v);
                } else if (!here && state[v] != Problem.SKIP && hasConsumerHere(v)) {
                    externals.add(v);
                }
            }
            var values = new ArrayList<Integer>(locals);
            values.addAll(externals);
            values.addAll(kept);
            int[] number = new int[graph.size()];
            Arrays.fill(number, -1);
            for (int i = 0; i < values.size(); i++) {
                number[values.get(i)] = i;
            }
            return assemble(values, number);
        }

        private Program assemble(List<Integer> values, int[] number) {
            int count = values.size();
            var inputs = new Rows(locals.size());
            var consumers = new Rows(count);
            var targets = new Rows(count);
            boolean[] result = new boolean[count];
            for (int i = 0; i < count; i++) {
                int v = values.get(i);
                boolean external = i >= locals.size() && i < locals.size() + externals.size();
                for (int c = graph.consumerStart()[v]; c < graph.consumerStart()[v + 1]; c++) {
                    int consumer = graph.consumers()[c];
                    if (state[consumer] == Problem.RUN && site[consumer] == me) {
                        consumers.add(number[consumer]);
                    } else if (state[consumer] == Problem.RUN && !external) {
                        targets.addOnce(site[consumer]);
                    }
                }
                for (int e = graph.inputStart()[v];
                        i < locals.size() && e < graph.inputStart()[v + 1];
                        e++) {
                    inputs.add(number[graph.inputs()[e]]);
                }
                if (i < locals.size()) {
                    inputs.end();
                }
                consumers.end();
                targets.end();
                result[i] = !external && isResult(v);
            }
            int[] fused = fuse(inputs, consumers);
            return new Program(
                    me,
                    locals.size(),
                    externals.size(),
                    kept.size(),
                    values.stream().mapToInt(v -> v).toArray(),
                    inputs.starts(),
                    inputs.all(),
                    consumers.starts(),
                    consumers.all(),
                    targets.starts(),
                    targets.all(),
                    result,
                    fused);
        }

        /** A vertex whose only local consumer has no other input goes on to it on its thread. */
        private int[] fuse(Rows inputs, Rows consumers) {
            int[] fused = new int[locals.size()];
            for (int i = 0; i < fused.length; i++) {
                int[] next = consumers.row(i);
                fused[i] = next.length == 1 && inputs.row(next[0]).length == 1 ? next[0] : -1;
            }
            return fused;
        }

        private boolean isResult(int vertex) {
            return Arrays.stream(graph.results()).anyMatch(r -> r == vertex);
        }

        private boolean hasConsumer(int vertex) {
            return consumersThatRun(vertex).length > 0;
        }

        private boolean hasConsumerHere(int vertex) {
            return Arrays.stream(consumersThatRun(vertex)).anyMatch(c -> site[c] == me);
        }

        private int[] consumersThatRun(int vertex) {
            return Arrays.stream(
                            graph.consumers(),
                            graph.consumerStart()[vertex],
                            graph.consumerStart()[vertex + 1])
                    .filter(c -> state[c] == Problem.RUN)
                    .toArray();
        }
    }
}
