package io.wick.ignite.internal.function;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wick.Fn1;
import io.wick.Fn2;
import io.wick.error.SerializationException;
import io.wick.ignite.internal.codec.ByteReader;
import io.wick.ignite.internal.codec.ByteWriter;
import io.wick.testkit.damage.Damage;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** Descriptors of functions, damaged: they are read, bound and refused, never called. */
class FunctionDamageTest {
    private static final Object[][] CAPTURED = {{}, {1}};

    @Property(tries = 200)
    void when_a_descriptor_is_damaged_then_the_error_is_ours(@ForAll long seed) {
        int by = 3;
        Fn1<Integer, Integer> times = x -> x * by;
        Fn2<Integer, Integer, Integer> sum = Integer::sum;
        var descriptors = new ArrayList<byte[]>();
        for (Serializable fn : List.of(times, sum)) {
            var out = new ByteWriter();
            FunctionShape.of(fn.getClass()).descriptor(fn).write(out);
            descriptors.add(out.toByteArray());
        }

        ClassLoader loader = getClass().getClassLoader();
        Damage.check(
                seed,
                descriptors,
                in -> {
                    FunctionDescriptor read = FunctionDescriptor.read(in);
                    var functions = new Functions();
                    functions.define(read);
                    var unused =
                            functions.create(
                                    read.id(), CAPTURED[read.capturedCount() == 1 ? 1 : 0], loader);
                });
    }

    @Test
    void when_an_object_as_a_function_is_said_to_be_nothing_then_it_is_refused() {
        var out = new ByteWriter();
        out.byte1(FunctionDescriptor.Kind.PLAIN.ordinal()).text("io.wick.Doubler").varint(0);

        assertThatThrownBy(
                        () -> FunctionDescriptor.read(new ByteReader(out.array(), 0, out.size())))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("io.wick.Doubler as a function with 0 values");
    }
}
