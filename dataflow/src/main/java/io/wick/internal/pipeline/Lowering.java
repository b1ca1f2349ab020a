package io.wick.internal.pipeline;

import io.wick.NodeInfo;
import io.wick.ObjectRef;
import io.wick.Resources;
import io.wick.Wick;
import io.wick.column.ColumnType;
import io.wick.column.Field;
import io.wick.column.Schema;
import io.wick.error.PipelineException;
import io.wick.graph.CachePartition;
import io.wick.graph.Graph;
import io.wick.graph.GraphBuilder;
import io.wick.graph.Vertex;
import io.wick.graph.Vertices;
import io.wick.pipeline.Condition;
import io.wick.pipeline.SourceRequest;
import io.wick.pipeline.Split;
import io.wick.pipeline.SplitPlan;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Makes the task graph of a pipeline for one run. For one thread, for one use. */
final class Lowering {
    /** Splits for each CPU: enough that a slow one does not keep the others waiting. */
    private static final int SPLITS_PER_CPU = 6;

    /** About what a vertex should hold at once. */
    private static final long PART_BYTES = SourceRequest.SPLIT_BYTES;

    private static final int MOST_PARTS = 4096;

    /** Rows that come together may take this part of the memory of tasks. */
    private static final int HEAP_SHARE = 2;

    private static final IntFunction<int[]> NOTHING = _ -> new int[0];

    private final Wick wick;
    private final UUID run = UUID.randomUUID();
    private final GraphBuilder graph;
    private final int cpus;
    private final boolean alone;

    /** What tasks may hold on all nodes together. */
    private final long memory;

    private final List<StageInfo> stages = new ArrayList<>();

    /** Vertices whose counts nobody else brings to the driver. */
    private final List<Vertex<?>> counted = new ArrayList<>();

    /** The names of their stages. */
    private final Set<String> counting = new HashSet<>();

    /** What the run is given for inputs of the graph, by their names. */
    private final Map<String, Object> inputs = new HashMap<>();

    private int vertexStages;

    Lowering(Wick wick, String name) {
        this.wick = wick;
        this.graph = Graph.builder("to " + printable(name));
        List<NodeInfo> workers = wick.nodes().stream().filter(NodeInfo::worker).toList();
        this.alone = workers.size() <= 1 && workers.stream().allMatch(NodeInfo::local);
        double all =
                workers.stream()
                        .mapToDouble(node -> node.capacity().thousandths(Resources.CPU) / 1000.0)
                        .sum();
        this.memory =
                workers.stream()
                        .mapToLong(node -> node.capacity().thousandths(Resources.MEMORY) / 1000)
                        .sum();
        this.cpus = (int) Math.max(1, Math.ceil(all));
    }

    /** The graph of a pipeline's last stage and what its rows are for. */
    <R extends @Nullable Object> Lowered<R> lower(Node node, Outcome<R> outcome) {
        Pending pending = lower(node, outcome.wanted(node.schema()), List.of());
        Fused.Named stage =
                stage(
                        outcome.name(),
                        node.schema(),
                        outcome.wanted(node.schema()),
                        List.of(pending.last().number()));
        int parts = pending.count();
        var results =
                new ArrayList<Vertex<?>>(
                        end(
                                pending,
                                stage,
                                false,
                                first ->
                                        outcome.terminal(
                                                stage.number(), node.schema(), first, parts)));
        results.addAll(counted);
        return new Lowered<>(
                run,
                graph.buildAll(results),
                Map.copyOf(inputs),
                Set.copyOf(counting),
                outcome,
                parts,
                List.copyOf(stages));
    }

    /** Vertices that give the rows of a node. */
    Pending lower(Node node, Set<String> wanted, List<Condition<?>> conditions) {
        return switch (node) {
            case Node.Read read -> read(read, wanted, conditions);
            case Node.RowWise rowWise -> rowWise(rowWise, wanted, conditions);
            case Node.Union union -> union(union, wanted, conditions);
            case Node.Gathered gathered -> {
                Exchange exchange = gathered.exchange();
                Pending input =
                        lower(
                                gathered.input(),
                                exchange.needs(gathered.input().schema(), wanted),
                                exchange.onlyDrops() ? conditions : List.of());
                yield exchange.lower(this, input, stage(gathered, wanted, input));
            }
            case Node.Join join -> Joining.lower(this, join, wanted);
        };
    }

    private Pending read(Node.Read read, Set<String> wanted, List<Condition<?>> conditions) {
        Fused.Named stage = stage(read.name(), read.schema(), wanted, List.of());
        var request = new SourceRequest(wick, wanted, conditions, cpus * SPLITS_PER_CPU);
        SplitPlan plan = read.source().plan(request);
        List<? extends Split> splits = plan.splits();
        if (splits.isEmpty()) {
            return Pending.of(stage, new Nothing(), 1, List.of(), NOTHING, 0, 0);
        }
        List<? extends Vertex<?>> homes = homes(stage, plan);
        boolean placed = !homes.isEmpty();
        var feed =
                new SplitFeed(
                        stage.number(),
                        read.schema(),
                        Set.copyOf(wanted),
                        List.copyOf(conditions),
                        splits,
                        placed);
        return Pending.of(
                stage,
                feed,
                splits.size(),
                homes,
                placed ? i -> new int[] {i} : NOTHING,
                plan.rows(),
                plan.bytes());
    }

    /**
     * A vertex for each split that is bound to where the split is; none for splits for anywhere.
     */
    private List<? extends Vertex<?>> homes(Fused.Named stage, SplitPlan plan) {
        return switch (plan.home()) {
            case SplitPlan.Anywhere _ -> List.of();
            case SplitPlan.Partitions(String cache) -> partitions(stage, plan, cache);
            case SplitPlan.Keys(String cache, List<?> keys) ->
                    graph.cacheKeys(vertexName("keys of " + cache), cache, keys, Object.class)
                            .asList();
            case SplitPlan.Refs(List<? extends ObjectRef<?>> refs) -> {
                var vertices = new ArrayList<Vertex<?>>();
                for (ObjectRef<?> ref : refs) {
                    String name = vertexName("object " + ref.id());
                    inputs.put(name, ref);
                    vertices.add(graph.input(name, Object.class));
                }
                yield vertices;
            }
        };
    }

    private List<Vertex<CachePartition<Object, Object>>> partitions(
            Fused.Named stage, SplitPlan plan, String cache) {
        int partitions = wick.partitions(cache);
        if (plan.splits().size() != partitions) {
            throw new PipelineException(
                    "The source '"
                            + stage.name()
                            + "' has "
                            + plan.splits().size()
                            + " splits, but the cache "
                            + cache
                            + " has "
                            + partitions
                            + " partitions. Its plan must have one split for each");
        }
        String name = vertexName("partitions of " + cache);
        return graph.cachePartitions(name, cache, partitions, Object.class, Object.class).asList();
    }

    private Pending rowWise(Node.RowWise node, Set<String> wanted, List<Condition<?>> conditions) {
        Step step = node.step();
        var before = new ArrayList<Condition<?>>();
        if (step.onlyDrops()) {
            before.addAll(conditions);
            if (step instanceof WhereStep where) {
                before.add(where.condition());
            }
        }
        Pending input = lower(node.input(), step.needs(node.input().schema(), wanted), before);
        Pending done = input.then(stage(node, wanted, input), step);
        if (step instanceof FlatMapStep) { // nobody knows how many rows come of one
            return done.sized(SplitPlan.UNKNOWN, SplitPlan.UNKNOWN);
        }
        long bytes = weight(node.schema(), wanted, input.rows());
        return done.sized(input.rows(), Math.max(bytes, input.bytes()));
    }

    /** How large so many rows are about, in columns. */
    private static long weight(Schema<?> schema, Set<String> wanted, long rows) {
        if (rows == SplitPlan.UNKNOWN) {
            return SplitPlan.UNKNOWN;
        }
        long row = 0;
        for (Field field : schema.fields()) {
            if (wanted.contains(field.name())) {
                row += field.type() == ColumnType.OBJECT ? Weight.OBJECT : Long.BYTES;
            }
        }
        return rows * row;
    }

    private Pending union(Node.Union node, Set<String> wanted, List<Condition<?>> conditions) {
        var branches = new ArrayList<Pending.Branch>();
        var inputs = new ArrayList<Pending>();
        for (Node input : node.inputs()) {
            inputs.add(lower(input, wanted, conditions));
        }
        Fused.Named stage =
                stage(
                        node.name(),
                        node.schema(),
                        wanted,
                        inputs.stream().map(input -> input.last().number()).toList());
        for (Pending input : inputs) {
            branches.addAll(input.then(stage, new PassStep()).branches());
        }
        return new Pending(
                branches,
                stage,
                sum(inputs.stream().mapToLong(Pending::rows).toArray()),
                sum(inputs.stream().mapToLong(Pending::bytes).toArray()));
    }

    private static long sum(long[] guesses) {
        boolean unknown = IntStream.range(0, guesses.length).anyMatch(i -> guesses[i] < 0);
        return unknown ? SplitPlan.UNKNOWN : Arrays.stream(guesses).sum();
    }

    /** A stage of the pipeline after one other. */
    Fused.Named stage(Node node, Set<String> wanted, Pending... inputs) {
        return stage(
                node.name(),
                node.schema(),
                wanted,
                Arrays.stream(inputs).map(input -> input.last().number()).toList());
    }

    private Fused.Named stage(
            String name, Schema<?> schema, Set<String> wanted, List<Integer> inputs) {
        int number = stages.size();
        stages.add(new StageInfo(number, name, schema, new LinkedHashSet<>(wanted), inputs));
        return new Fused.Named(number, name);
    }

    /** Gives the vertices an end, and brings their counts to the driver. */
    List<Vertex<Part>> close(Pending pending, Fused.Named into, Terminal terminal) {
        List<Vertex<Part>> ended = end(pending, into, isLarge(pending), _ -> terminal);
        String name = vertexName("counts of " + into.name());
        counting.add(name);
        var counts =
                graph.sweep(
                        name,
                        ended.size(),
                        (Integer i, List<Part> parts) -> parts.getFirst().countsOnly(),
                        ended,
                        i -> new int[] {i});
        counted.addAll(counts.asList());
        return ended;
    }

    private List<Vertex<Part>> end(
            Pending pending, Fused.Named into, boolean offHeap, IntFunction<Terminal> terminal) {
        var ended = new ArrayList<Vertex<Part>>();
        for (Pending.Branch branch : pending.branches()) {
            Terminal ending = terminal.apply(ended.size());
            ended.addAll(end(branch, into, offHeap, ending).asList());
        }
        return ended;
    }

    private Vertices<Part> end(
            Pending.Branch branch, Fused.Named into, boolean offHeap, Terminal terminal) {
        var inputs = new ArrayList<Vertex<?>>(branch.inputs());
        int own = inputs.size();
        inputs.addAll(branch.sides());
        int[] sides = IntStream.range(own, inputs.size()).toArray();
        var fused =
                new Fused(
                        run,
                        branch.origin(),
                        branch.feed(),
                        branch.steps(),
                        into,
                        terminal,
                        sides.length,
                        offHeap);
        Vertices<Part> made =
                this.graph.<Object, Part>sweep(
                        vertexName(branch, into),
                        branch.count(),
                        fused,
                        objects(inputs),
                        i ->
                                IntStream.concat(
                                                IntStream.of(branch.picks().apply(i)),
                                                IntStream.of(sides))
                                        .toArray());
        return fused.needsDevice()
                ? made.resources(any -> any.custom(Resources.DEVICE, Resources.SOME))
                : made;
    }

    /** A vertex is covariant in its value, which the types of lists do not show. */
    @SuppressWarnings("unchecked")
    private static List<Vertex<Object>> objects(List<Vertex<?>> vertices) {
        return (List<Vertex<Object>>) (List<?>) vertices;
    }

    /**
     * Begins {@code count} vertices, each of which takes its part of what {@code from} hand on:
     * {@link Parted} into as many.
     */
    Pending exchange(
            List<Vertex<Part>> from,
            int count,
            Fused.Named stage,
            Feed feed,
            long rows,
            long bytes) {
        int makers = from.size();
        if (alone || count == 1) {
            return gather(from, count, stage, feed, rows, bytes);
        }
        return Pending.of(
                stage,
                feed,
                count,
                picked(from, count, stage).asList(),
                p -> IntStream.range(0, makers).map(m -> m * count + p).toArray(),
                rows,
                bytes);
    }

    /**
     * Begins {@code count * shares} vertices: {@code shares} for each part, between which what
     * {@code from} hand on for the part is dealt out, so that a part that is much larger than the
     * others still keeps all CPUs busy. Each takes the vertex of {@code tables} for its part as the
     * last of its inputs.
     */
    Pending exchange(
            List<Vertex<Part>> from,
            List<Vertex<Part>> tables,
            int shares,
            Fused.Named stage,
            Feed feed,
            Pending size) {
        int count = tables.size();
        int makers = from.size();
        List<Vertex<?>> inputs =
                new ArrayList<>(alone ? from : picked(from, count, stage).asList());
        int table = inputs.size();
        inputs.addAll(tables);
        return Pending.of(
                stage,
                feed,
                count * shares,
                inputs,
                vertex -> {
                    int part = vertex / shares;
                    IntStream own =
                            IntStream.range(0, makers)
                                    .filter(m -> m % shares == vertex % shares)
                                    .map(m -> alone ? m : m * count + part);
                    return IntStream.concat(own, IntStream.of(table + part)).toArray();
                },
                size.rows(),
                size.bytes());
    }

    private Vertices<Part> picked(List<Vertex<Part>> from, int count, Fused.Named stage) {
        return graph.sweep(
                vertexName("parts for " + stage.name()),
                from.size() * count,
                new Parted.Pick(count),
                objects(new ArrayList<>(from)),
                i -> new int[] {i / count});
    }

    /** Begins {@code count} vertices, each of which takes all of {@code from}. */
    Pending gather(
            List<? extends Vertex<?>> from,
            int count,
            Fused.Named stage,
            Feed feed,
            long rows,
            long bytes) {
        int[] all = IntStream.range(0, from.size()).toArray();
        return Pending.of(stage, feed, count, from, _ -> all, rows, bytes);
    }

    /** What the rows of a stage consist of. */
    Schema<?> schema(Fused.Named stage) {
        return stages.get(stage.number()).schema();
    }

    /** The graph being built. */
    GraphBuilder graph() {
        return graph;
    }

    /** How many parts make use of all CPUs, none of them too large to be worked on at once. */
    int parts(Pending rows) {
        return (int) Math.max(cpus, Math.min(MOST_PARTS, rows.bytes() / PART_BYTES));
    }

    /** How many vertices keep all CPUs busy. */
    int cpus() {
        return cpus;
    }

    /** Whether rows that come together had better wait outside the heap; also when unknown. */
    boolean isLarge(Pending rows) {
        return rows.bytes() == SplitPlan.UNKNOWN || rows.bytes() > memory / HEAP_SHARE;
    }

    private String vertexName(Pending.Branch branch, Fused.Named into) {
        var name = new StringBuilder(branch.origin().name());
        for (Fused.NamedStep step : branch.steps()) {
            name.append(", ").append(step.stage().name());
        }
        return vertexName(name.append(", ").append(into.name()).toString());
    }

    /** What users name may have characters that names of graphs may not. */
    private static String printable(String name) {
        return name.replaceAll("\\p{Cntrl}", " ");
    }

    /** A name that no other stage of the graph has. */
    String vertexName(String name) {
        String plain = printable(name);
        vertexStages++;
        return vertexStages + " " + (plain.length() > 80 ? plain.substring(0, 77) + "..." : plain);
    }
}
