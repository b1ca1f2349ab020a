package io.wick.numeric.library;

import io.wick.internal.numeric.Gradients;
import io.wick.internal.numeric.KMeansCode;
import io.wick.numeric.Arguments;
import io.wick.numeric.CpuCode;
import io.wick.numeric.ElementType;
import io.wick.numeric.Kernel;
import io.wick.numeric.Shape;

/**
 * Steps of iterative learning. All give sums over the rows they are given, so that sums of parts
 * can be added: rows stay on their nodes, sums travel.
 */
public final class Learning {
    private Learning() {}

    /**
     * {@code k-means-step}: points [n x d] and centres [k x d] give the sums [k x d] of the points
     * nearest to each centre, how many they are [k] (ints), and [1] the sum of squared distances to
     * them. A point as near to two belongs to the first; one with a NaN to the first centre, and
     * its NaN is in the sums.
     */
    public static Kernel kMeansStep(ElementType type) {
        String name = Types.named("k-means-step", type);
        return Kernel.named(name)
                .input("points", type)
                .input("centres", type)
                .output(
                        "sums",
                        type,
                        given -> {
                            var points = Types.matrix(name, given.array(0), -1, -1);
                            var centres = Types.matrix(name, given.array(1), -1, points.columns());
                            Types.check(centres.rows() > 0, name, "1 centre or more", centres);
                            return centres.shape();
                        })
                .output("counts", ElementType.INT, given -> Shape.vector(given.array(1).rows()))
                .output("inertia", type, given -> Shape.vector(1))
                .work(given -> 3.0 * given.array(0).size() * given.array(1).rows())
                .cpu(KMeansCode::run)
                .build();
    }

    /**
     * {@code logistic-gradient}: rows [n x d], labels [n] of 0 or 1, weights [d] give the gradient
     * [d] of the negative log-likelihood, {@code sum of (p(row) - label) row} with {@code p = 1 /
     * (1 + exp(-row weights))}, and [1] the negative log-likelihood itself.
     */
    public static Kernel logisticGradient(ElementType type) {
        return gradient("logistic-gradient", type, Gradients::logistic);
    }

    /**
     * {@code linear-gradient}: rows [n x d], targets [n], weights [d] give the gradient [d] of half
     * the sum of squared errors, {@code sum of (row weights - target) row}, and [1] that sum
     * itself.
     */
    public static Kernel linearGradient(ElementType type) {
        return gradient("linear-gradient", type, Gradients::linear);
    }

    private static Kernel gradient(String what, ElementType type, CpuCode code) {
        String name = Types.named(what, type);
        return Kernel.named(name)
                .input("rows", type)
                .input("targets", type)
                .input("weights", type)
                .output("gradient", type, given -> gradientShape(name, given))
                .output("loss", type, given -> Shape.vector(1))
                .work(given -> 4.0 * given.array(0).size())
                .cpu(code)
                .build();
    }

    private static Shape gradientShape(String name, Arguments given) {
        var rows = Types.matrix(name, given.array(0), -1, -1);
        Types.vector(name, given.array(1), rows.rows());
        return Types.vector(name, given.array(2), rows.columns()).shape();
    }
}
