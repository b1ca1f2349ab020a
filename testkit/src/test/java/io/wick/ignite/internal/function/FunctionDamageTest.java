package io.wick.ignite.internal.function;

import io.wick.Fn1;
import io.wick.Fn2;
import io.wick.ignite.internal.codec.ByteWriter;
import io.wick.testkit.damage.Damage;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

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
}
