package io.wick.ignite.internal.function;

import io.wick.error.SerializationException;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.lang.reflect.Field;
import java.util.Objects;

/**
 * What is known of the functions of one class, found once per class and kept with it: whether they
 * are lambdas, what they capture, and their descriptor. Immutable, thread-safe.
 *
 * <pre>{@code
 * FunctionShape shape = FunctionShape.of(fn.getClass());
 * Object[] captured = shape.captured(fn);
 * FunctionDescriptor descriptor = shape.descriptor(fn);
 * }</pre>
 */
public final class FunctionShape {
    private static final ClassValue<FunctionShape> SHAPES =
            new ClassValue<>() {
                @Override
                protected FunctionShape computeValue(Class<?> type) {
                    return LambdaClass.isLambda(type) ? lambda(type) : plain(type);
                }
            };

    private final @Nullable LambdaClass lambda;
    private final boolean mayHoldRefs;
    private final FunctionDescriptor descriptor;
    private final String displayName;

    private FunctionShape(
            @Nullable LambdaClass lambda, boolean mayHoldRefs, FunctionDescriptor descriptor) {
        this.lambda = lambda;
        this.mayHoldRefs = mayHoldRefs;
        this.descriptor = descriptor;
        this.displayName = descriptor.displayName();
    }

    /**
     * The shape of the functions of a class.
     *
     * @throws SerializationException when it is a lambda that is not serialisable, or in a closed
     *     module
     */
    public static FunctionShape of(Class<?> fnClass) {
        return SHAPES.get(fnClass);
    }

    /** Whether it is the class of a lambda or method reference. */
    public boolean isLambda() {
        return lambda != null;
    }

    /** False when nothing is captured that could be or hold an {@link io.wick.ObjectRef}. */
    public boolean mayHoldRefs() {
        return mayHoldRefs;
    }

    /** The captured values in a new array; of a plain object the object itself. */
    public @Nullable Object[] captured(Object fn) {
        return lambda == null ? new @Nullable Object[] {fn} : lambda.captured(fn);
    }

    /** What another JVM needs besides the captured values; always the same object for one class. */
    public FunctionDescriptor descriptor(Object fn) {
        return descriptor;
    }

    /** A name for people: {@code Stats::mean}, {@code Flights.run(lambda)}. */
    public String displayName() {
        return displayName;
    }

    private static FunctionShape plain(Class<?> type) {
        return new FunctionShape(null, HoldsRefs.possible(type), FunctionDescriptor.plain(type));
    }

    private static FunctionShape lambda(Class<?> type) {
        if (!Serializable.class.isAssignableFrom(type)) {
            Class<?>[] interfaces = type.getInterfaces();
            String name = interfaces.length == 0 ? "T" : interfaces[0].getSimpleName();
            throw new SerializationException(
                    "Cannot serialise a lambda of "
                            + LambdaClass.enclosing(type)
                            + ": "
                            + name
                            + " is not serialisable. Type it as Fn0, Fn1, Fn2 or Fn3, or cast it: ("
                            + name
                            + " & Serializable).");
        }
        LambdaClass lambda = new LambdaClass(type);
        boolean refs = false;
        for (Field field : lambda.fields()) {
            refs |= HoldsRefs.possible(field.getType());
        }
        return new FunctionShape(
                lambda,
                refs,
                FunctionDescriptor.of(Objects.requireNonNull(lambda.serializedForm())));
    }
}
