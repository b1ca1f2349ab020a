package io.wick.internal.pipeline;

import io.wick.column.Schema;
import io.wick.graph.Vertex;
import io.wick.internal.column.Key;
import io.wick.pipeline.SplitPlan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Lowers joins. A right side that is known to be small goes to every node as a whole, and the left
 * rows are looked up where they are. Otherwise both sides are parted by a hash of the key; each
 * part of the right is a table, and several vertices share the left rows of a part.
 */
final class Joining {
    /** A right side up to this many bytes goes to every node. */
    private static final long BROADCAST_BYTES = 32L << 20;

    private Joining() {}

    static Pending lower(Lowering lowering, Node.Join join, Set<String> wanted) {
        JoinSpec spec = join.spec();
        JoinKeys keys = JoinKeys.of(join.left().schema(), join.right().schema(), spec);
        Pending left =
                lowering.lower(join.left(), needs(join, keys.left(), true, wanted), List.of());
        Pending right =
                lowering.lower(join.right(), needs(join, keys.right(), false, wanted), List.of());
        Fused.Named stage = lowering.stage(join, wanted, left, right);
        boolean[] columns = new boolean[join.schema().size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = wanted.contains(join.schema().field(i).name());
        }
        var probe = new Probe(spec, keys.left(), join.schema(), columns);
        boolean small = right.bytes() != SplitPlan.UNKNOWN && right.bytes() <= BROADCAST_BYTES;
        return small
                ? broadcast(lowering, stage, left, right, keys, probe)
                : shuffle(lowering, stage, left, right, keys, probe);
    }

    /** The probe step but for where its table is. */
    private record Probe(JoinSpec spec, Key<?, ?> key, Schema<?> to, boolean[] wanted) {
        ProbeStep at(int side) {
            return new ProbeStep(spec, key, to, wanted, side);
        }
    }

    private static Set<String> needs(
            Node.Join join, Key<?, ?> key, boolean left, Set<String> wanted) {
        Set<String> needed = new HashSet<>(key.columns());
        JoinSpec spec = join.spec();
        Schema<?> schema = left ? join.left().schema() : join.right().schema();
        int[] columns = spec.columns();
        if (spec.kind() == JoinSpec.Kind.SEMI) {
            needed.addAll(left ? wanted : Set.of());
        } else if (columns == null) {
            needed.addAll(Step.all(schema));
        } else {
            for (int i = 0; i < columns.length; i++) {
                boolean ofLeft = columns[i] >= 0;
                if (ofLeft == left && wanted.contains(join.schema().field(i).name())) {
                    needed.add(schema.field(ofLeft ? columns[i] : -1 - columns[i]).name());
                }
            }
        }
        return needed;
    }

    private static Pending broadcast(
            Lowering lowering,
            Fused.Named stage,
            Pending left,
            Pending right,
            JoinKeys keys,
            Probe probe) {
        List<Vertex<Part>> kept = lowering.close(right, stage, new Blocks.Keep(stage.number()));
        Vertex<Part> table =
                lowering.graph()
                        .gather(
                                lowering.vertexName("table of " + stage.name()),
                                new Table(lowering.schema(right.last()), keys.right()),
                                kept);
        return left.then(stage, probe::at, List.of(table))
                .sized(SplitPlan.UNKNOWN, SplitPlan.UNKNOWN);
    }

    private static Pending shuffle(
            Lowering lowering,
            Fused.Named stage,
            Pending left,
            Pending right,
            JoinKeys keys,
            Probe probe) {
        int parts = lowering.parts(right);
        List<Vertex<Part>> rights =
                lowering.close(right, stage, new HashParts(stage.number(), keys.right(), parts));
        Pending gathered =
                lowering.exchange(
                        rights,
                        parts,
                        stage,
                        new Repartitioning.Collected(),
                        right.rows(),
                        right.bytes());
        List<Vertex<Part>> tables =
                lowering.close(
                        gathered,
                        stage,
                        new KeepTable(lowering.schema(right.last()), keys.right()));
        List<Vertex<Part>> lefts =
                lowering.close(left, stage, new HashParts(stage.number(), keys.left(), parts));
        int shares = lowering.cpus();
        return lowering.exchange(lefts, tables, shares, stage, new Share(shares), left)
                .then(stage, probe.at(-1))
                .sized(SplitPlan.UNKNOWN, SplitPlan.UNKNOWN);
    }

    /** All right rows of all inputs as a table. */
    private record Table(Schema<?> rows, Key<?, ?> key) implements io.wick.Fn1<List<Part>, Part> {
        @Override
        public Part call(List<Part> parts) {
            var blocks = new ArrayList<Block>();
            for (Part part : parts) {
                if (part.payload() instanceof Blocks some) {
                    blocks.addAll(some.blocks());
                }
            }
            return new Part(null, new JoinSide(rows, key, blocks));
        }
    }

    /** The rows of a vertex as a table. */
    private record KeepTable(Schema<?> rows, Key<?, ?> key) implements Terminal {
        @Override
        public End open(TaskContext context) {
            return Blocks.collecting(blocks -> new JoinSide(rows, key, blocks));
        }
    }

    /** Pushes the left rows of a part that fall to this vertex; its last input is the table. */
    private record Share(int shares) implements Feed {
        @Override
        public void feed(TaskContext context, Receiver to) throws Exception {
            int part = context.index() / shares;
            for (int i = 0; i < context.inputs().size() - 1; i++) {
                var all = (Parted) context.payload(i);
                if (all != null && all.at(part) instanceof Blocks blocks && !blocks.push(to)) {
                    return;
                }
            }
        }
    }
}
