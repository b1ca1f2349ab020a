package io.wick.internal.graph;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.util.Optional;

/**
 * The erased types of a function's arguments and result, as the compiler wrote them into a lambda.
 * Of a function that is no lambda, or in a package that is not open, nothing is known. Found once
 * per class. Immutable, thread-safe.
 */
public final class FunctionTypes {
    private static final FunctionTypes UNKNOWN = new FunctionTypes(MethodType.genericMethodType(0));

    private static final ClassValue<Known> BY_CLASS =
            new ClassValue<>() {
                @Override
                protected Known computeValue(Class<?> type) {
                    return new Known();
                }
            };

    private final MethodType type;

    private FunctionTypes(MethodType type) {
        this.type = type;
    }

    /** The types of a function. */
    public static FunctionTypes of(Serializable fn) {
        Known known = BY_CLASS.get(fn.getClass());
        FunctionTypes types = known.types;
        if (types == null) {
            types = find(fn);
            known.types = types;
        }
        return types;
    }

    /** What it gives. */
    ValueType result() {
        return new ValueType(type.returnType(), false);
    }

    /** The class it gives, not of a primitive; Object when nothing is known. */
    public Class<?> resultType() {
        return result().type();
    }

    /** What it takes as an argument, counted from 0; Object when that is not known. */
    public Class<?> argument(int index) {
        return index < type.parameterCount() ? type.parameterType(index) : Object.class;
    }

    private static FunctionTypes find(Serializable fn) {
        Optional<SerializedLambda> form = LambdaForm.of(fn);
        if (form.isEmpty()) {
            return UNKNOWN;
        }
        try {
            return new FunctionTypes(
                    MethodType.fromMethodDescriptorString(
                            form.get().getInstantiatedMethodType(),
                            fn.getClass().getClassLoader()));
        } catch (IllegalArgumentException | TypeNotPresentException e) {
            return UNKNOWN;
        }
    }

    /** Filled by the first function of a class; a race fills it twice with the same. */
    private static final class Known {
        volatile @Nullable FunctionTypes types;
    }
}
