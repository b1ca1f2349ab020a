package io.wick.internal.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.numeric.Doubles;
import io.wick.numeric.ElementType;
import io.wick.numeric.Floats;
import io.wick.numeric.NumericArray;
import io.wick.numeric.Shape;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

/** Windows on arrays off the heap, on it, and on views with strides, as they move. */
class WindowTest {
    private static List<NumericArray> thousands(ElementType type) {
        NumericArray own = NumericArray.zeros(type, Shape.vector(3000));
        NumericArray wide = NumericArray.zeros(type, Shape.matrix(3000, 2));
        NumericArray heap =
                type == ElementType.FLOAT
                        ? Floats.wrap(new float[3000])
                        : Doubles.wrap(new double[3000]);
        NumericArray column = wide.column(1);
        for (NumericArray each : List.of(own, column, heap)) {
            IntStream.range(0, 3000).forEach(i -> each.setDouble(i, i));
        }
        return List.of(own, own.freeze(), own.rows(0, 3000), column, heap);
    }

    @Test
    void when_a_window_moves_then_it_shows_the_elements_that_are_there() {
        double[] read = new double[500];
        for (ElementType type : List.of(ElementType.FLOAT, ElementType.DOUBLE)) {
            for (NumericArray array : thousands(type)) {
                Window window = Window.of(array);
                for (int from : new int[] {0, 2400, 1300, 2499, 1}) {
                    window.load(from, 501);
                    window.read(1, read, 500);
                    for (int i = 0; i < 500; i++) {
                        assertThat(read[i]).as("%s from %d", array, from).isEqualTo(from + 1 + i);
                    }
                }
            }
        }
    }

    @Test
    void when_elements_are_not_there_then_that_is_an_error() {
        for (NumericArray array : thousands(ElementType.FLOAT)) {
            Window window = Window.of(array);
            assertThatThrownBy(
                            () -> {
                                window.load(2900, 200);
                                window.read(0, new double[200], 200);
                            })
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void when_keys_are_compared_then_they_are_in_the_order_of_values() {
        double[] ordered = {
            Double.NEGATIVE_INFINITY,
            -2,
            -Float.MIN_VALUE,
            -0.0,
            0.0,
            Float.MIN_VALUE,
            1,
            2,
            Double.POSITIVE_INFINITY,
            Double.NaN
        };
        for (ElementType type : List.of(ElementType.FLOAT, ElementType.DOUBLE)) {
            Window window = Window.of(NumericArray.zeros(type, Shape.vector(1)));
            for (int i = 0; i < ordered.length; i++) {
                long key = window.keyOf(ordered[i]);
                assertThat(Double.valueOf(window.ofKey(key))).isEqualTo(Double.valueOf(ordered[i]));
                assertThat(i == 0 || window.keyOf(ordered[i - 1]) < key).isTrue();
            }
        }
    }
}
