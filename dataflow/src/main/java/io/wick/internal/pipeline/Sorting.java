package io.wick.internal.pipeline;

import io.wick.Fn1;
import io.wick.Fn2;
import io.wick.column.Schema;
import io.wick.graph.Vertex;
import io.wick.graph.Vertices;
import io.wick.pipeline.Order;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Sorts: each vertex its own rows; then a few rows of each run say where to cut all runs, so that
 * the parts are of about one size, and each part is merged by itself. Rows that compare equal stay
 * in the order they came, and are cut between parts too, so that one frequent key does not make a
 * large part.
 */
public record Sorting(Order<?> order) implements Exchange {
    /** Rows of each run that take part in choosing the cuts, for each part. */
    private static final int SAMPLES = 32;

    @Override
    public Set<String> needs(Schema<?> from, Set<String> wanted) {
        return SortKeys.needs(order, from, wanted);
    }

    @Override
    public boolean onlyDrops() {
        return true;
    }

    @Override
    public Pending lower(Lowering lowering, Pending input, Fused.Named stage) {
        Schema<?> schema = lowering.schema(stage);
        List<Vertex<Part>> runs =
                lowering.close(input, stage, new MakeRun(stage.number(), schema, order));
        int parts = runs.size() == 1 ? 1 : lowering.parts(input);
        if (parts == 1) {
            return lowering.gather(
                    runs, 1, stage, new Merge(order, false), input.rows(), input.bytes());
        }
        Vertex<Part> cuts =
                lowering.graph()
                        .gather(
                                lowering.vertexName("cuts for " + stage.name()),
                                new ChooseCuts(order, parts, SAMPLES),
                                runs);
        var inputs = new ArrayList<>(runs);
        inputs.add(cuts);
        int last = runs.size();
        Vertices<Part> cut =
                lowering.graph()
                        .<Part, Part>sweep(
                                lowering.vertexName("cut for " + stage.name()),
                                last,
                                new Cut(order, parts, lowering.isLarge(input)),
                                inputs,
                                i -> IntStream.of(i, last).toArray());
        return lowering.exchange(
                new ArrayList<>(cut.asList()),
                parts,
                stage,
                new Merge(order, true),
                input.rows(),
                input.bytes());
    }

    /** Sorts the rows of a vertex. */
    private record MakeRun(int stage, Schema<?> schema, Order<?> order) implements Terminal {
        @Override
        public End open(TaskContext context) {
            return Blocks.collecting(
                    blocks -> {
                        SortedRun run = SortedRun.of(schema, order, blocks);
                        context.counts().add(stage, Counts.Kind.BYTES, run.bytes());
                        return run;
                    });
        }
    }

    /** Chooses where to cut, from rows of all runs. */
    private record ChooseCuts(Order<?> order, int parts, int samples)
            implements Fn1<List<Part>, Part> {
        @Override
        public Part call(List<Part> runs) {
            var marks = new ArrayList<Mark>();
            for (int r = 0; r < runs.size(); r++) {
                SortedRun run = SortedRun.of(runs.get(r));
                int size = run.size();
                int each = Math.min(size, samples * parts);
                for (int i = 0; i < each; i++) {
                    int at = (int) ((2L * i + 1) * size / (2L * each));
                    marks.add(new Mark(run.keys(at, order), r, at, Math.ceilDiv(size, each)));
                }
            }
            marks.sort(Mark.by(order));
            return new Part(null, cuts(marks));
        }

        private ArrayList<Mark> cuts(List<Mark> marks) {
            long all = marks.stream().mapToLong(Mark::weight).sum();
            var cuts = new ArrayList<Mark>();
            long passed = 0;
            for (Mark mark : marks) {
                passed += mark.weight();
                if (cuts.size() < parts - 1 && passed * parts >= all * (cuts.size() + 1)) {
                    cuts.add(mark);
                }
            }
            return cuts;
        }
    }

    /** Cuts a run into the parts. */
    private record Cut(Order<?> order, int parts, boolean offHeap)
            implements Fn2<Integer, List<Part>, Part> {
        @Override
        @SuppressWarnings("unchecked")
        public Part call(Integer index, List<Part> values) {
            SortedRun run = SortedRun.of(values.getFirst());
            var cuts = (List<Mark>) values.get(1).payload();
            var pieces = new ArrayList<SortedRun>();
            int from = 0;
            for (Mark cut : Objects.requireNonNull(cuts)) {
                int to = Math.max(from, run.before(cut, index, order));
                pieces.add(run.range(from, to));
                from = to;
            }
            // With fewer rows than parts there are fewer cuts: the parts after the last are empty
            while (pieces.size() < parts) {
                pieces.add(run.range(from, run.size()));
                from = run.size();
            }
            Parted cut = Parted.all(pieces);
            return new Part(null, offHeap ? OffHeap.away(cut) : cut);
        }
    }

    /** Merges the pieces of a part, or whole runs. */
    private record Merge(Order<?> order, boolean parted) implements Feed {
        @Override
        public void feed(TaskContext context, Receiver to) throws Exception {
            var runs = new ArrayList<SortedRun>();
            for (int i = 0; i < context.inputs().size(); i++) {
                Object piece = parted ? Parted.of(context, i) : context.payload(i);
                if (piece instanceof SortedRun run && run.size() > 0) {
                    runs.add(run);
                }
            }
            SortedRun.merge(runs, order, to);
        }
    }

    /**
     * A row of a run and its place, by which rows that compare equal are told apart.
     *
     * @param keys of the row
     * @param weight how many rows it stands for
     */
    record Mark(@Nullable Object[] keys, int run, int place, int weight) implements Serializable {
        static Comparator<Mark> by(Order<?> order) {
            return Comparator.comparing(Mark::keys, RowOrder.ofKeys(order))
                    .thenComparingInt(Mark::run)
                    .thenComparingInt(Mark::place);
        }
    }
}
