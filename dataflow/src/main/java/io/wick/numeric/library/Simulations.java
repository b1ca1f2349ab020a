package io.wick.numeric.library;

import io.wick.internal.numeric.Bodies;
import io.wick.internal.numeric.Options;
import io.wick.internal.numeric.Philox;
import io.wick.numeric.ElementType;
import io.wick.numeric.Kernel;
import io.wick.numeric.Shape;

/** Bodies, options, and numbers by chance that are the same whoever draws them. */
public final class Simulations {
    private Simulations() {}

    /**
     * {@code n-body}: positions [3 x n] (rows x, y, z), masses [n] and a softening length above 0
     * give accelerations [3 x n] with a gravitational constant of 1: the sum over all j of {@code
     * m[j] (p[j] - p[i]) / (|p[j] - p[i]|^2 + softening^2)^1.5} (Aarseth, 1963).
     */
    public static Kernel nBody(ElementType type) {
        String name = Types.named("n-body", type);
        return Kernel.named(name)
                .input("positions", type)
                .input("masses", type)
                .scalar("softening", type)
                .output(
                        "accelerations",
                        type,
                        given -> {
                            var positions = Types.matrix(name, given.array(0), 3, -1);
                            Types.vector(name, given.array(1), positions.columns());
                            Types.check(
                                    given.scalar(2) > 0,
                                    name,
                                    "a softening above 0",
                                    given.scalar(2));
                            return positions.shape();
                        })
                .work(given -> 20.0 * given.array(1).size() * given.array(1).size())
                .cpu(Bodies::run)
                .build();
    }

    /**
     * {@code black-scholes}: spot prices, strikes and years to expiry [n], all above 0, a rate and
     * a volatility above 0, give the prices of European calls and puts [n] (Black and Scholes,
     * 1973).
     */
    public static Kernel blackScholes(ElementType type) {
        String name = Types.named("black-scholes", type);
        return Kernel.named(name)
                .input("spot", type)
                .input("strike", type)
                .input("years", type)
                .scalar("rate", type)
                .scalar("volatility", type)
                .output("call", type, given -> Formula.sameShape(name, given.inputs()))
                .output("put", type, given -> given.array(0).shape())
                .work(given -> 100.0 * given.array(0).size())
                .cpu(Options::prices)
                .build();
    }

    /**
     * {@code uniform}: a seed (a long) and a length give numbers from 0 up to but without 1, by
     * Philox 4x32-10 (Salmon and others, 2011) with the seed as key. Word w of block b of the
     * generator is number {@code 4 b + w} of floats, of which it uses the upper 24 bits; doubles
     * use the upper 26 and 27 bits of two words.
     */
    public static Kernel uniform(ElementType type) {
        String name = Types.named("uniform", type);
        return Kernel.named(name)
                .scalar("seed", ElementType.LONG)
                .size("length")
                .output(
                        "numbers",
                        type,
                        given -> {
                            Types.check(given.whole(1) >= 0, name, "a length", given.whole(1));
                            return Shape.vector(given.whole(1));
                        })
                .work(given -> 20.0 * given.whole(1))
                .cpu(type == ElementType.FLOAT ? Philox::floats : Philox::doubles)
                .build();
    }

    /**
     * {@code option-by-paths}: spot, strike, years, rate and volatility, a seed (a long) and a
     * number of paths give [2]: the mean over the paths of the discounted gain of a European call,
     * and the standard error of it. Paths 2 b and 2 b + 1 use the two normal numbers that Box and
     * Muller make of the first two words of block b of Philox, see {@link #uniform}.
     */
    public static Kernel optionByPaths(ElementType type) {
        String name = Types.named("option-by-paths", type);
        return Kernel.named(name)
                .scalar("spot", type)
                .scalar("strike", type)
                .scalar("years", type)
                .scalar("rate", type)
                .scalar("volatility", type)
                .scalar("seed", ElementType.LONG)
                .size("paths")
                .output(
                        "price and error",
                        type,
                        given -> {
                            Types.check(
                                    given.whole(6) > 1, name, "2 paths or more", given.whole(6));
                            return Shape.vector(2);
                        })
                .work(given -> 100.0 * given.whole(6))
                .cpu(Options::byPaths)
                .build();
    }
}
