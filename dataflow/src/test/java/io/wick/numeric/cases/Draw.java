package io.wick.numeric.cases;

import io.wick.numeric.ElementType;
import io.wick.numeric.Ints;
import io.wick.numeric.NumericArray;
import io.wick.numeric.Shape;

import java.util.SplittableRandom;

/** Random inputs; also as views, which hold the same elements another way. */
final class Draw {
    private final SplittableRandom random;
    final ElementType type;
    private final boolean views;

    Draw(long seed, ElementType type, boolean views) {
        this.random = new SplittableRandom(seed);
        this.type = type;
        this.views = views;
    }

    /** A number from 1 to a limit, often next to where pieces end. */
    int size(int most) {
        int size =
                switch (random.nextInt(4)) {
                    case 0 -> 1 + random.nextInt(Math.min(most, 20));
                    case 1 -> (1 << random.nextInt(17)) + random.nextInt(3) - 1;
                    default -> 1 + random.nextInt(most);
                };
        return Math.max(1, Math.min(most, size));
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    double number(double low, double high) {
        double value = random.nextDouble(low, high);
        return type == ElementType.FLOAT ? (float) value : value;
    }

    NumericArray vector(int length, double low, double high) {
        return filled(Shape.vector(length), low, high);
    }

    NumericArray matrix(int rows, int columns, double low, double high) {
        return filled(Shape.matrix(rows, columns), low, high);
    }

    Ints ints(int[] values) {
        return Ints.of(values);
    }

    /** The same with some elements that are no ordinary numbers. */
    NumericArray special(NumericArray array) {
        double[] specials = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0};
        for (int i = 0; i < 1 + array.size() / 100; i++) {
            long at = random.nextLong(array.size());
            array.setDouble(at, specials[random.nextInt(specials.length)]);
        }
        return array;
    }

    private NumericArray filled(Shape shape, double low, double high) {
        NumericArray array = room(shape);
        for (long i = 0; i < array.size(); i++) {
            array.setDouble(i, random.nextDouble(low, high));
        }
        return array;
    }

    private NumericArray room(Shape shape) {
        int way = views ? random.nextInt(4) : 0;
        long rows = shape.rows();
        long columns = shape.columns();
        if (shape.rank() == 1) {
            return switch (way) {
                case 1 -> NumericArray.zeros(type, Shape.matrix(rows, 3)).column(1);
                case 2 -> NumericArray.zeros(type, Shape.vector(rows + 5)).rows(2, rows + 2);
                default -> NumericArray.zeros(type, shape);
            };
        }
        return switch (way) {
            case 1 -> NumericArray.zeros(type, Shape.matrix(columns, rows)).transpose();
            case 2 ->
                    NumericArray.zeros(type, Shape.matrix(rows, columns + 3))
                            .columns(1, columns + 1);
            case 3 -> NumericArray.zeros(type, Shape.matrix(rows + 3, columns)).rows(1, rows + 1);
            default -> NumericArray.zeros(type, shape);
        };
    }

    static double[] values(NumericArray array) {
        double[] values = new double[(int) array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.getDouble(i);
        }
        return values;
    }
}
