package io.wick.internal.numeric;

import io.wick.numeric.Doubles;
import io.wick.numeric.Floats;
import io.wick.numeric.Halfs;
import io.wick.numeric.Ints;
import io.wick.numeric.Longs;
import io.wick.numeric.NumericArray;

/**
 * Elements on their way to an array: rounded to its type in the nearest cache, then copied. Of one
 * thread.
 */
abstract sealed class Output permits Output.OfFloats, Output.OfDoubles {
    /** Room for so many elements of an array of floats or doubles. */
    static Output of(NumericArray array, int size) {
        return switch (array) {
            case Floats floats -> new OfFloats(floats, size);
            case Doubles doubles -> new OfDoubles(doubles, size);
            case Halfs _, Ints _, Longs _ ->
                    throw new IllegalArgumentException(
                            "A kernel of floats or doubles was given " + array);
        };
    }

    /**
     * Elements that are written at once where memory is what a loop waits for: a burst that the
     * processor takes without waiting, so that the next is computed while it is written.
     */
    static final int SIZE = 256;

    private double last;

    /** The last value that a loop put here, before it was rounded. */
    final double last() {
        return last;
    }

    /** Keeps the last value. */
    final void setLast(double value) {
        last = value;
    }

    /** Takes one value. */
    abstract void take(int at, double value);

    /** Writes the first elements to those of the array from one on. */
    abstract void store(long at, int count);

    /** Writes values to elements of the array from one on. */
    abstract void store(long at, double[] values, int count);

    /** To floats. */
    static final class OfFloats extends Output {
        private final Floats array;
        private final float[] rounded;

        OfFloats(Floats array, int size) {
            this.array = array;
            this.rounded = new float[size];
        }

        /** Where loops put elements. */
        float[] room() {
            return rounded;
        }

        @Override
        void take(int at, double value) {
            rounded[at] = (float) value;
        }

        @Override
        void store(long at, int count) {
            array.write(at, rounded, 0, count);
        }

        @Override
        void store(long at, double[] values, int count) {
            float[] into = rounded;
            for (int i = 0; i < count; i++) {
                into[i] = (float) values[i];
            }
            store(at, count);
        }
    }

    /** To doubles. */
    static final class OfDoubles extends Output {
        private final Doubles array;
        private final double[] taken;

        OfDoubles(Doubles array, int size) {
            this.array = array;
            this.taken = new double[size];
        }

        /** Where loops put elements. */
        double[] room() {
            return taken;
        }

        @Override
        void take(int at, double value) {
            taken[at] = value;
        }

        @Override
        void store(long at, int count) {
            array.write(at, taken, 0, count);
        }

        @Override
        void store(long at, double[] values, int count) {
            array.write(at, values, 0, count);
        }
    }
}
