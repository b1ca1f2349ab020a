package io.wick.tornado.device;

import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.math.TornadoMath;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;

/** Convolutions, stencils and the Fourier transform on the device. */
final class DoubleSignals {
    private static final double PI = 3.14159265358979323846;

    private DoubleSignals() {}

    static void convolve(DoubleArray x, DoubleArray weights, DoubleArray y) {
        for (@Parallel int i = 0; i < y.getSize(); i++) {
            double sum = 0;
            for (int j = 0; j < weights.getSize(); j++) {
                sum += weights.get(j) * x.get(i + j);
            }
            y.set(i, sum);
        }
    }

    static void convolve2d(
            DoubleArray image,
            DoubleArray weights,
            DoubleArray y,
            int width,
            int across,
            int columns) {
        for (@Parallel int row = 0; row < y.getSize() / columns; row++) {
            for (@Parallel int column = 0; column < columns; column++) {
                int down = weights.getSize() / across;
                double sum = 0;
                for (int i = 0; i < down; i++) {
                    for (int j = 0; j < across; j++) {
                        sum +=
                                weights.get(i * across + j)
                                        * image.get((row + i) * width + column + j);
                    }
                }
                y.set(row * columns + column, sum);
            }
        }
    }

    static void stencil(
            DoubleArray grid, DoubleArray centre, DoubleArray side, DoubleArray next, int columns) {
        for (@Parallel int row = 0; row < grid.getSize() / columns; row++) {
            for (@Parallel int column = 0; column < columns; column++) {
                int at = row * columns + column;
                int rows = grid.getSize() / columns;
                double value = grid.get(at);
                if (row > 0 && row < rows - 1 && column > 0 && column < columns - 1) {
                    double around =
                            grid.get(at - columns)
                                    + grid.get(at + columns)
                                    + grid.get(at - 1)
                                    + grid.get(at + 1);
                    value = centre.get(0) * value + side.get(0) * around;
                }
                next.set(at, value);
            }
        }
    }

    /** The first step of the transform below: of numbers it makes transforms of two. */
    static void pairs(
            DoubleArray real,
            DoubleArray imaginary,
            DoubleArray nextReal,
            DoubleArray nextImaginary) {
        for (@Parallel int i = 0; i < real.getSize() / 2; i++) {
            int all = real.getSize() / 2;
            nextReal.set(2 * i, real.get(i) + real.get(i + all));
            nextImaginary.set(2 * i, imaginary.get(i) + imaginary.get(i + all));
            nextReal.set(2 * i + 1, real.get(i) - real.get(i + all));
            nextImaginary.set(2 * i + 1, imaginary.get(i) - imaginary.get(i + all));
        }
    }

    /**
     * A step of Stockham's transform, which sorts as it goes: of transforms of {@code length}
     * numbers it makes such of twice as many.
     *
     * @param length 2 or more: TornadoVM cannot compute the sine of a constant (and OpenCL has a
     *     type of the name half)
     * @param turn -1 forward, 1 backward
     */
    static void transform(
            DoubleArray real,
            DoubleArray imaginary,
            int length,
            int turn,
            DoubleArray nextReal,
            DoubleArray nextImaginary) {
        for (@Parallel int i = 0; i < real.getSize() / 2; i++) {
            int all = real.getSize() / 2;
            int within = i % length;
            double angle = turn * PI * within / length;
            double cosine = TornadoMath.cos(angle);
            double sine = TornadoMath.sin(angle);
            double oddReal = real.get(i + all);
            double oddImaginary = imaginary.get(i + all);
            double turnedReal = oddReal * cosine - oddImaginary * sine;
            double turnedImaginary = oddReal * sine + oddImaginary * cosine;
            double evenReal = real.get(i);
            double evenImaginary = imaginary.get(i);
            int to = (i - within) * 2 + within;
            nextReal.set(to, evenReal + turnedReal);
            nextImaginary.set(to, evenImaginary + turnedImaginary);
            nextReal.set(to + length, evenReal - turnedReal);
            nextImaginary.set(to + length, evenImaginary - turnedImaginary);
        }
    }

    /** Copies, over a number. */
    static void scale(DoubleArray x, int over, DoubleArray y) {
        for (@Parallel int i = 0; i < y.getSize(); i++) {
            y.set(i, x.get(i) / over);
        }
    }
}
