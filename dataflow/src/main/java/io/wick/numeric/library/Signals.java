package io.wick.numeric.library;

import io.wick.internal.numeric.Convolving;
import io.wick.internal.numeric.Fourier;
import io.wick.internal.numeric.Stencil;
import io.wick.numeric.ElementType;
import io.wick.numeric.Kernel;
import io.wick.numeric.NumericArray;
import io.wick.numeric.Shape;

/** Convolutions, stencils and the Fourier transform. */
public final class Signals {
    private Signals() {}

    /**
     * {@code convolution-1d}: x [n] and weights w [k], 1 <= k <= n, give y [n - k + 1]: {@code y[i]
     * = w[0] x[i] + .. + w[k-1] x[i+k-1]} (weights are not turned round, as in machine learning).
     */
    public static Kernel convolution1d(ElementType type) {
        String name = Types.named("convolution-1d", type);
        return Kernel.named(name)
                .input("x", type)
                .input("weights", type)
                .output(
                        "y",
                        type,
                        given -> {
                            NumericArray x = Types.vector(name, given.array(0), -1);
                            NumericArray w = Types.vector(name, given.array(1), -1);
                            Types.check(
                                    w.size() >= 1 && w.size() <= x.size(),
                                    name,
                                    "at least one weight and no more than elements",
                                    w,
                                    x);
                            return Shape.vector(x.size() - w.size() + 1);
                        })
                .work(given -> 2.0 * given.array(0).size() * given.array(1).size())
                .cpu(Convolving::one)
                .build();
    }

    /**
     * {@code convolution-2d}: an image [h x w] and weights [p x q] give [h-p+1 x w-q+1]; weights
     * are not turned round.
     */
    public static Kernel convolution2d(ElementType type) {
        String name = Types.named("convolution-2d", type);
        return Kernel.named(name)
                .input("image", type)
                .input("weights", type)
                .output(
                        "y",
                        type,
                        given -> {
                            NumericArray x = Types.matrix(name, given.array(0), -1, -1);
                            NumericArray w = Types.matrix(name, given.array(1), -1, -1);
                            Types.check(
                                    w.size() >= 1
                                            && w.rows() <= x.rows()
                                            && w.columns() <= x.columns(),
                                    name,
                                    "weights that are not empty and no larger than the image",
                                    w,
                                    x);
                            return Shape.matrix(
                                    x.rows() - w.rows() + 1, x.columns() - w.columns() + 1);
                        })
                .work(given -> 2.0 * given.array(0).size() * given.array(1).size())
                .cpu(Convolving::two)
                .build();
    }

    /**
     * {@code stencil}: a grid [h x w] and two numbers give a grid: {@code centre * x[i][j] + side *
     * (x[i-1][j] + x[i+1][j] + x[i][j-1] + x[i][j+1])}; cells at the border stay as they are. With
     * {@code 1 - 4 r} and {@code r} a step of heat conduction.
     */
    public static Kernel stencil(ElementType type) {
        String name = Types.named("stencil", type);
        return Kernel.named(name)
                .input("grid", type)
                .scalar("centre", type)
                .scalar("side", type)
                .output("next", type, given -> Types.matrix(name, given.array(0), -1, -1).shape())
                .work(given -> 6.0 * given.array(0).size())
                .cpu(Stencil::run)
                .build();
    }

    /**
     * {@code fft}: real and imaginary parts [n], n a power of two, and a size that is 0 forward and
     * 1 backward, give those of the discrete Fourier transform: {@code X[k] = sum of x[j] exp(-2 pi
     * i j k / n)}; backward with the other sign and divided by n.
     */
    public static Kernel fft(ElementType type) {
        String name = Types.named("fft", type);
        return Kernel.named(name)
                .input("real", type)
                .input("imaginary", type)
                .size("backward")
                .output(
                        "real result",
                        type,
                        given -> {
                            long n = Types.vector(name, given.array(0), -1).size();
                            Types.vector(name, given.array(1), n);
                            Types.check(
                                    Long.bitCount(n) == 1 && n <= Fourier.MOST,
                                    name,
                                    "a power of two up to " + Fourier.MOST + " of elements",
                                    n);
                            long way = given.whole(2);
                            Types.check(way == 0 || way == 1, name, "0 or 1 as backward", way);
                            return Shape.vector(n);
                        })
                .output("imaginary result", type, given -> given.array(0).shape())
                .work(
                        given -> {
                            double n = given.array(0).size();
                            return 5 * n * Math.max(1, Math.log(n) / Math.log(2));
                        })
                .cpu(Fourier::run)
                .build();
    }
}
