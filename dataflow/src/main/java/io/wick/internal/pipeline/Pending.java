package io.wick.internal.pipeline;

import io.wick.graph.Vertex;
import io.wick.pipeline.SplitPlan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Rows on their way while a pipeline is lowered: vertices that have a beginning, steps, and no end
 * yet. Immutable.
 *
 * @param branches one after the other in the order of their rows
 * @param last the stage of the pipeline that gives the rows
 * @param rows how many there are about; {@link SplitPlan#UNKNOWN} if nobody knows
 * @param bytes how large they are about
 */
record Pending(List<Branch> branches, Fused.Named last, long rows, long bytes) {

    /**
     * Vertices that do the same.
     *
     * @param count how many
     * @param inputs the vertices that they take values of
     * @param picks which of the inputs a vertex takes, in order
     * @param sides the vertices that all of them look things up in
     */
    record Branch(
            Fused.Named origin,
            Feed feed,
            int count,
            List<? extends Vertex<?>> inputs,
            IntFunction<int[]> picks,
            List<Fused.NamedStep> steps,
            List<Vertex<Part>> sides) {

        Branch then(Fused.NamedStep step, List<Vertex<Part>> more) {
            var longer = new ArrayList<>(steps);
            longer.add(step);
            var allSides = new ArrayList<>(sides);
            allSides.addAll(more);
            return new Branch(
                    origin, feed, count, inputs, picks, List.copyOf(longer), List.copyOf(allSides));
        }
    }

    /** One branch without steps. */
    static Pending of(
            Fused.Named origin,
            Feed feed,
            int count,
            List<? extends Vertex<?>> inputs,
            IntFunction<int[]> picks,
            long rows,
            long bytes) {
        var branch = new Branch(origin, feed, count, inputs, picks, List.of(), List.of());
        return new Pending(List.of(branch), origin, rows, bytes);
    }

    /** With a step of a stage at the end of each branch. */
    Pending then(Fused.Named stage, Step step) {
        return then(stage, _ -> step, List.of());
    }

    /**
     * With a step that looks things up in other vertices.
     *
     * @param step of a branch, by how many sides the branch has before
     */
    Pending then(Fused.Named stage, IntFunction<Step> step, List<Vertex<Part>> sides) {
        var longer = new ArrayList<Branch>();
        for (Branch branch : branches) {
            Step bound = step.apply(branch.sides().size());
            longer.add(branch.then(new Fused.NamedStep(stage, bound), sides));
        }
        return new Pending(longer, stage, rows, bytes);
    }

    /** With another guess of its size. */
    Pending sized(long newRows, long newBytes) {
        return new Pending(branches, last, newRows, newBytes);
    }

    /** How many vertices. */
    int count() {
        int count = 0;
        for (Branch branch : branches) {
            count += branch.count();
        }
        return count;
    }
}
