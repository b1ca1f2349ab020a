package io.wick.ignite.internal.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.Fn0;
import io.wick.Fn1;
import io.wick.ObjectRef;
import io.wick.error.SerializationException;
import io.wick.ignite.internal.codec.ByteReader;
import io.wick.ignite.internal.codec.ByteWriter;
import io.wick.ignite.internal.codec.TestRef;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

class FunctionShapeTest {
    record Point(int x, double y) {}

    record Holder(Object any) {}

    static final class Doubler implements Fn1<Integer, Integer> {
        private static final long serialVersionUID = 1L;

        @Override
        public Integer call(Integer x) {
            return 2 * x;
        }
    }

    static int increment(int x) {
        return x + 1;
    }

    private static FunctionShape shape(Object fn) {
        return FunctionShape.of(fn.getClass());
    }

    private static String display(Object fn) {
        return shape(fn).displayName();
    }

    @Test
    void when_a_lambda_captures_then_its_values_come_in_order() {
        int i = 7;
        long l = 8;
        String s = "s";
        double[] xs = {1};
        byte b = 3;
        boolean t = true;
        char c = 'c';
        Fn0<Object> fn = () -> s + i + l + xs[0] + b + t + c;

        assertThat(shape(fn).isLambda()).isTrue();
        assertThat(shape(fn).captured(fn)).containsExactly(s, i, l, xs, b, t, c);
        assertThat(shape(fn).descriptor(fn).capturedCount()).isEqualTo(7);
        Fn0<Object> none = () -> 1;
        assertThat(shape(none).captured(none)).isEmpty();
    }

    @Test
    void when_captures_are_of_closed_types_then_no_refs_are_possible() {
        int i = 7;
        String s = "s";
        double[][] xs = {{1}};
        TimeUnit unit = TimeUnit.DAYS;
        Instant now = Instant.now();
        Point point = new Point(1, 2);
        Fn0<Object> closed = () -> s + i + xs[0][0] + unit + now + point;
        Fn0<Object> none = () -> 1;

        assertThat(shape(closed).mayHoldRefs()).isFalse();
        assertThat(shape(none).mayHoldRefs()).isFalse();
    }

    @Test
    void when_a_capture_could_hold_a_ref_then_the_shape_says_so() {
        ObjectRef<Integer> ref = new TestRef<>("r");
        List<Integer> list = new ArrayList<>();
        Holder holder = new Holder(1);
        Object[] array = {1};
        Fn0<Object> byRef = () -> ref;
        Fn0<Object> byList = () -> list;
        Fn0<Object> byRecord = () -> holder;
        Fn0<Object> byArray = () -> array;

        assertThat(List.of(byRef, byList, byRecord, byArray))
                .allMatch(fn -> shape(fn).mayHoldRefs());
    }

    @Test
    void when_a_function_is_shown_then_people_know_it() {
        Fn1<Integer, Integer> reference = FunctionShapeTest::increment;
        Fn0<Object> constructor = Object::new;
        Fn1<List<String>, Integer> unbound = List::size;
        Fn0<Object> lambda = () -> 1;
        Supplier<Fn0<Object>> nested = () -> (Fn0<Object>) () -> 2;

        assertThat(display(reference)).isEqualTo("FunctionShapeTest::increment");
        assertThat(display(constructor)).isEqualTo("Object::new");
        assertThat(display(unbound)).isEqualTo("List::size");
        assertThat(display(lambda))
                .isEqualTo(
                        "FunctionShapeTest.when_a_function_is_shown_then_people_know_it(lambda)");
        assertThat(display(nested.get()))
                .isEqualTo(
                        "FunctionShapeTest.when_a_function_is_shown_then_people_know_it(lambda)");
        assertThat(display(new Doubler())).isEqualTo("FunctionShapeTest.Doubler");
    }

    @Test
    void when_a_function_is_a_plain_object_then_it_is_its_own_capture() {
        Doubler doubler = new Doubler();

        assertThat(shape(doubler).isLambda()).isFalse();
        assertThat(shape(doubler).captured(doubler)).containsExactly(doubler);
        assertThat(shape(doubler).descriptor(doubler).kind())
                .isEqualTo(FunctionDescriptor.Kind.PLAIN);
    }

    @Test
    void when_a_lambda_is_not_serialisable_then_the_message_says_what_to_type_it_as() {
        Supplier<String> supplier = () -> "x";

        assertThatThrownBy(() -> shape(supplier))
                .isExactlyInstanceOf(SerializationException.class)
                .hasMessageContaining("FunctionShapeTest")
                .hasMessageContaining("Supplier is not serialisable");
    }

    @Test
    void when_a_descriptor_travels_then_it_is_equal_with_the_same_id() {
        int i = 1;
        Fn0<Object> lambda = () -> i;
        Fn0<Object> other = () -> i + 1;
        for (Object fn : List.of(lambda, new Doubler())) {
            FunctionDescriptor descriptor = shape(fn).descriptor(fn);
            ByteWriter out = new ByteWriter();
            descriptor.write(out);

            FunctionDescriptor back =
                    FunctionDescriptor.read(new ByteReader(out.array(), 0, out.size()));

            assertThat(back).isEqualTo(descriptor);
            assertThat(back.id()).isEqualTo(descriptor.id()).isNotZero();
        }
        assertThat(shape(lambda).descriptor(lambda).id())
                .isNotEqualTo(shape(other).descriptor(other).id());
    }
}
