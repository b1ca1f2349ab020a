package io.wick.internal.pipeline;

import io.wick.column.Schema;
import io.wick.graph.Vertex;
import io.wick.internal.column.Selection;
import io.wick.pipeline.Condition;
import io.wick.pipeline.Order;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The first rows in an order: each vertex keeps its own first ones, then one takes those of all.
 */
public record FirstRows(int rows, Order<?> order) implements Exchange {
    /** More than these are found by sorting. */
    public static final int MOST = 100_000;

    /** Rows that are gathered before all but the first are let go. */
    private static final int GATHERED = 65_536;

    @Override
    public Set<String> needs(Schema<?> from, Set<String> wanted) {
        return SortKeys.needs(order, from, wanted);
    }

    @Override
    public Pending lower(Lowering lowering, Pending input, Fused.Named stage) {
        List<Vertex<Part>> kept =
                lowering.close(input, stage, new KeepFirst(lowering.schema(stage), rows, order));
        return lowering.gather(kept, 1, stage, new First(rows, order), rows, Weight.OBJECT * rows);
    }

    private record KeepFirst(Schema<?> schema, int rows, Order<?> order) implements Terminal {
        @Override
        public End open(TaskContext context) {
            return new Best(this);
        }
    }

    private static final class Best implements Terminal.End {
        private final KeepFirst of;
        private List<Block> blocks = new ArrayList<>();
        private long size;

        /** What rows must be to have a chance; null while any row has. */
        private @Nullable Condition<?> chance;

        private Best(KeepFirst of) {
            this.of = of;
        }

        @Override
        public boolean accept(Chunk chunk) {
            Chunk kept = promising(chunk);
            if (kept.size() > 0) {
                blocks.add(kept.toBlock());
                size += kept.size();
            }
            if (size > Math.max(GATHERED, 2L * of.rows)) {
                SortedRun best = best();
                blocks = new ArrayList<>(List.of(best.block()));
                size = best.size();
                chance = chance(best);
            }
            return true;
        }

        private Chunk promising(Chunk chunk) {
            Condition<?> wanted = chance;
            if (wanted == null || !chunk.hasColumns()) {
                return chunk;
            }
            return chunk.where(Selection.holds(wanted, chunk.made()));
        }

        /** The first key of a row that comes in must not be behind that of the last one kept. */
        private @Nullable Condition<?> chance(SortedRun best) {
            SortKeys keys = SortKeys.of(of.order, of.schema).orElse(null);
            Object last = best.keys(best.size() - 1, of.order)[0];
            if (keys == null || last == null) {
                return null;
            }
            String column = of.schema.field(keys.columns()[0]).name();
            if (keys.descending()[0]) {
                return new Condition.Comparison<>(column, Condition.Operator.AT_LEAST, last);
            }
            return new Condition.Or<>(
                    List.of(
                            new Condition.Comparison<>(column, Condition.Operator.AT_MOST, last),
                            new Condition.IsNull<>(column, false)));
        }

        private SortedRun best() {
            SortedRun run = SortedRun.of(of.schema, of.order, blocks);
            return run.size() > of.rows ? run.range(0, of.rows) : run;
        }

        @Override
        public Object payload() {
            return best();
        }
    }

    private record First(int rows, Order<?> order) implements Feed {
        @Override
        public void feed(TaskContext context, Receiver to) throws Exception {
            var runs = new ArrayList<SortedRun>();
            for (int i = 0; i < context.inputs().size(); i++) {
                if (context.payload(i) instanceof SortedRun run && run.size() > 0) {
                    runs.add(run);
                }
            }
            SortedRun.merge(runs, order, new HeadStep(rows).open(context, to));
        }
    }
}
