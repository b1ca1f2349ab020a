package io.wick.internal.column;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.Fn1;

import org.junit.jupiter.api.Test;

class AccessorsTest {
    private record Point(int x, String name) {
        int twice() {
            return 2 * x;
        }
    }

    private static final class Plain {
        int x() {
            return 1;
        }
    }

    @Test
    void when_a_function_is_a_components_accessor_then_it_is_recognised() {
        Fn1<Point, Integer> x = Point::x;
        Fn1<Point, String> name = Point::name;

        assertThat(Accessors.of(x)).contains(new Accessors.Accessor(Point.class, "x", int.class));
        assertThat(Accessors.of(name).orElseThrow().name()).isEqualTo("name");
    }

    @Test
    void when_a_function_is_anything_else_then_it_is_not() {
        Point point = new Point(1, "a");
        Fn1<Point, Integer> lambda = p -> p.x();
        Fn1<Point, Integer> method = Point::twice;
        Fn1<Point, String> inherited = Point::toString;
        Fn1<Plain, Integer> noRecord = Plain::x;
        Fn1<String, Boolean> bound = point::equals;

        assertThat(Accessors.of(lambda)).isEmpty();
        assertThat(Accessors.of(method)).isEmpty();
        assertThat(Accessors.of(inherited)).isEmpty();
        assertThat(Accessors.of(noRecord)).isEmpty();
        assertThat(Accessors.of(bound)).isEmpty();
    }
}
