package io.wick.tornado.device;

import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.math.TornadoMath;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;

/** Convolutions, stencils and the Fourier transform on the device. */
final class FloatSignals {
    private static final float PI = 3.14159265358979323846f;

    private FloatSignals() {}

    static void convolve(FloatArray x, FloatArray weights, FloatArray y) {
        for (@Parallel int i = 0; i < y.getSize(); i++) {
            float sum = 0;
            for (int j = 0; j < weights.getSize(); j++) {
                sum += weights.get(j) * x.get(i + j);
            }
            y.set(i, sum);
        }
    }

    static void convolve2d(
            FloatArray image,
            FloatArray weights,
            FloatArray y,
            int width,
            int across,
            int columns) {
        for (@Parallel int row = 0; row < y.getSize() / columns; row++) {
            for (@Parallel int column = 0; column < columns; column++) {
                int down = weights.getSize() / across;
                float sum = 0;
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
            FloatArray grid, FloatArray centre, FloatArray side, FloatArray next, int columns) {
        for (@Parallel int row = 0; row < grid.getSize() / columns; row++) {
            for (@Parallel int column = 0; column < columns; column++) {
                int at = row * columns + column;
                int rows = grid.getSize() / columns;
                float value = grid.get(at);
                if (row > 0 && row < rows - 1 && column > 0 && column < columns - 1) {
                    float around =
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
            FloatArray real, FloatArray imaginary, FloatArray nextReal, FloatArray nextImaginary) {
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
            FloatArray real,
            FloatArray imaginary,
            int length,
            int turn,
            FloatArray nextReal,
            FloatArray nextImaginary) {
        for (@Parallel int i = 0; i < real.getSize() / 2; i++) {
            int all = real.getSize() / 2;
            int within = i % length;
            float angle = turn * PI * within / length;
            float cosine = TornadoMath.cos(angle);
            float sine = TornadoMath.sin(angle);
            float oddReal = real.get(i + all);
            float oddImaginary = imaginary.get(i + all);
            float turnedReal = oddReal * cosine - oddImaginary * sine;
            float turnedImaginary = oddReal * sine + oddImaginary * cosine;
            float evenReal = real.get(i);
            float evenImaginary = imaginary.get(i);
            int to = (i - within) * 2 + within;
            nextReal.set(to, evenReal + turnedReal);
            nextImaginary.set(to, evenImaginary + turnedImaginary);
            nextReal.set(to + length, evenReal - turnedReal);
            nextImaginary.set(to + length, evenImaginary - turnedImaginary);
        }
    }

    /** Copies, over a number. */
    static void scale(FloatArray x, int over, FloatArray y) {
        for (@Parallel int i = 0; i < y.getSize(); i++) {
            y.set(i, x.get(i) / over);
        }
    }
}
