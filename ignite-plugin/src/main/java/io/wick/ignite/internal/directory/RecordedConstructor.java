package io.wick.ignite.internal.directory;

import io.wick.Fn0;
import io.wick.ObjectRef;
import io.wick.Wick;
import io.wick.error.SerializationException;
import io.wick.ignite.internal.IgniteEngine;
import io.wick.ignite.internal.codec.ByteReader;
import io.wick.ignite.internal.function.FunctionDescriptor;
import io.wick.ignite.internal.function.Functions;
import io.wick.ignite.internal.object.Values;
import io.wick.spi.TaskCall;

import org.jspecify.annotations.Nullable;

/**
 * A constructor out of the directory. It travels as the bytes that it was recorded as, and is made
 * where the actor's classes are.
 */
public final class RecordedConstructor implements Fn0<Object> {
    private static final long serialVersionUID = 1L;

    private final byte[] form;

    RecordedConstructor(byte[] form) {
        this.form = form;
    }

    @Override
    public Object call() throws Exception {
        return ((IgniteEngine) Wick.current().engine()).construct(form);
    }

    /** Runs a recorded constructor with the classes of the application that runs here. */
    public static Object run(byte[] form, Values values, Functions functions, ClassLoader loader)
            throws Exception {
        var in = new ByteReader(form, 0, form.length);
        FunctionDescriptor descriptor = FunctionDescriptor.read(in);
        functions.define(descriptor);
        var captured = (@Nullable Object[]) values.read(in, null);
        var args = (@Nullable Object[]) values.read(in, null);
        if (captured == null || args == null) {
            throw new SerializationException("A constructor was recorded without its values");
        }
        Object fn = functions.create(descriptor.id(), captured, loader);
        for (int i = 0; i < args.length; i++) {
            if (args[i] instanceof ObjectRef<?> ref) {
                args[i] = ref.get();
            }
        }
        Object made = TaskCall.invoke(fn, args);
        if (made == null) {
            throw new NullPointerException(
                    "The constructor " + descriptor.displayName() + " gave null");
        }
        return made;
    }
}
