package io.wick.internal.planner;

import io.wick.graph.Explanation;
import io.wick.graph.Explanation.Line;
import io.wick.graph.Explanation.Move;
import io.wick.graph.Explanation.NodeTotal;
import io.wick.graph.Explanation.OnNode;
import io.wick.graph.Quantity;
import io.wick.internal.graph.GraphModel;
import io.wick.internal.graph.Stage;
import io.wick.internal.planner.Layout.Reason;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** Tells people what a layout means. */
public final class Explainer {
    /** Larger graphs are told and drawn by stage. */
    static final int BY_VERTEX = 60;

    private static final int LINES = 1000;
    private static final int MOVES = 1000;

    private final Problem problem;
    private final GraphModel graph;
    private final Layout layout;
    private final Expected expected;
    private final Reasons reasons;
    private final long[] bytesIn;
    private final long[] siteIn;
    private final long[] siteOut;
    private final int[] siteVertices;
    private final long[] siteNanos;
    private final List<Move> moves = new ArrayList<>();

    private Explainer(Problem problem, Layout layout) {
        this.problem = problem;
        this.graph = problem.graph();
        this.layout = layout;
        this.expected = new Expected(problem);
        this.reasons = new Reasons(problem, layout, expected);
        int sites = problem.sites().size();
        this.bytesIn = new long[graph.size()];
        this.siteIn = new long[sites];
        this.siteOut = new long[sites];
        this.siteVertices = new int[sites];
        this.siteNanos = new long[sites];
    }

    /** Explains a layout. */
    public static Explanation explain(Problem problem, Layout layout) {
        var explainer = new Explainer(problem, layout);
        explainer.addUp();
        return new Explanation(
                problem.graph().name(),
                explainer.lines(),
                explainer.nodes(),
                explainer.moves.stream()
                        .sorted(Comparator.comparingLong(Move::bytes).reversed())
                        .limit(MOVES)
                        .toList(),
                explainer::find);
    }

    private void addUp() {
        for (int v = 0; v < graph.size(); v++) {
            if (problem.state()[v] == Problem.RUN) {
                siteVertices[layout.site()[v]]++;
                siteNanos[layout.site()[v]] += expected.nanos(v);
            }
        }
        var pairs = new Pairs();
        new Flow(problem, layout)
                .each(
                        (value, consumer) -> {
                            int from = layout.site()[value];
                            int to = layout.site()[consumer];
                            long bytes = expected.bytes(value);
                            bytesIn[consumer] += bytes;
                            siteIn[to] += bytes;
                            siteOut[from] += bytes;
                            pairs.add(from, to, bytes);
                        });
        pairs.end();
    }

    /** Adds up moves by pair of sites; they come by the site they go from. */
    private final class Pairs {
        private final long[] bytes = new long[siteIn.length];
        private final long[] values = new long[siteIn.length];
        private final List<Integer> targets = new ArrayList<>();
        private int from = -1;

        void add(int site, int to, long size) {
            if (site != from) {
                end();
                from = site;
            }
            if (values[to]++ == 0) {
                targets.add(to);
            }
            bytes[to] += size;
        }

        void end() {
            for (int to : targets) {
                moves.add(new Move(id(from), id(to), values[to], bytes[to]));
                values[to] = 0;
                bytes[to] = 0;
            }
            targets.clear();
        }
    }

    private UUID id(int site) {
        return problem.sites().get(site).id();
    }

    private List<NodeTotal> nodes() {
        var nodes = new ArrayList<NodeTotal>();
        for (int site = 0; site < siteIn.length; site++) {
            if (siteVertices[site] > 0 || siteOut[site] > 0) {
                nodes.add(
                        new NodeTotal(
                                id(site),
                                site == problem.owner(),
                                siteVertices[site],
                                Duration.ofNanos(siteNanos[site]),
                                siteIn[site],
                                siteOut[site]));
            }
        }
        return nodes;
    }

    private List<Line> lines() {
        var lines = new ArrayList<Line>();
        if (graph.size() <= BY_VERTEX) {
            for (int v : graph.order()) {
                lines.add(line(v));
            }
            return lines;
        }
        List<Stage> stages = graph.stages();
        int own = stages.size() > LINES ? LINES - 1 : stages.size();
        var tally = new Tally();
        for (Stage stage : stages.subList(0, own)) {
            lines.add(tally.line(stage.name(), stage.first(), stage.first() + stage.count()));
        }
        if (own < stages.size()) {
            String rest = Quantity.count(stages.size() - own) + " more stages";
            lines.add(tally.line(rest, stages.get(own).first(), graph.size()));
        }
        return lines;
    }

    private Line line(int v) {
        int site = layout.site()[v];
        boolean runs = problem.state()[v] == Problem.RUN;
        return new Line(
                graph.vertexName(v),
                1,
                site < 0 ? List.of() : List.of(new OnNode(id(site), 1)),
                reasons.of(v),
                Duration.ofNanos(runs ? expected.nanos(v) : 0),
                expected.bytes(v),
                bytesIn[v]);
    }

    /** The line of a vertex by its name. */
    private @Nullable Line find(String name) {
        int bracket = name.lastIndexOf('[');
        int index = bracket < 0 ? -1 : index(name.substring(bracket + 1));
        for (Stage stage : graph.stages()) {
            int v = stage.first() + (stage.count() == 1 ? 0 : index);
            boolean inside = v >= stage.first() && v < stage.first() + stage.count();
            if (inside && stage.vertexName(v).equals(name)) {
                return lineOf(v);
            }
        }
        return null;
    }

    private static int index(String text) {
        return text.matches("\\d{1,9}]") ? Integer.parseInt(text, 0, text.length() - 1, 10) : -1;
    }

    private synchronized Line lineOf(int vertex) {
        return line(vertex);
    }

    /** Makes lines of many vertices. */
    private final class Tally {
        private final int[] count = new int[siteIn.length];
        private final List<Integer> sites = new ArrayList<>();

        Line line(String name, int first, int end) {
            int[] why = new int[Reason.values().length];
            long nanos = 0;
            long bytes = 0;
            long in = 0;
            for (int v = first; v < end; v++) {
                int site = layout.site()[v];
                if (site >= 0 && count[site]++ == 0) {
                    sites.add(site);
                }
                why[layout.reason()[v]]++;
                nanos += problem.state()[v] == Problem.RUN ? expected.nanos(v) : 0;
                bytes += expected.bytes(v);
                in += bytesIn[v];
            }
            sites.sort(null);
            var nodes = new ArrayList<OnNode>();
            for (int site : sites) {
                nodes.add(new OnNode(id(site), count[site]));
                count[site] = 0;
            }
            sites.clear();
            return new Line(
                    name,
                    end - first,
                    nodes,
                    reason(why, first, end),
                    Duration.ofNanos(nanos),
                    bytes,
                    in);
        }

        private String reason(int[] why, int first, int end) {
            if (end - first == 1) {
                return reasons.of(first);
            }
            var all = new ArrayList<Reason>();
            for (Reason reason : Reason.values()) {
                if (why[reason.ordinal()] > 0) {
                    all.add(reason);
                }
            }
            all.sort(Comparator.comparingInt(reason -> -why[reason.ordinal()]));
            if (all.size() == 1) {
                return Reasons.of(all.getFirst());
            }
            var words = new ArrayList<String>();
            all.forEach(
                    reason ->
                            words.add(
                                    Quantity.count(why[reason.ordinal()])
                                            + " "
                                            + Reasons.of(reason)));
            return String.join(", ", words);
        }
    }
}
