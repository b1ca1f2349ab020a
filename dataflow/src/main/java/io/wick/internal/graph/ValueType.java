package io.wick.internal.graph;

import io.wick.graph.CachePartition;

import java.lang.invoke.MethodType;
import java.lang.reflect.Modifier;
import java.util.List;

/**
 * What is known of the type of a vertex's value.
 *
 * @param type a class, not of a primitive; Object when nothing is known
 * @param declared whether the values are of just this type as the compiler saw it; false when it is
 *     the erasure of what a function returns, so that the compiler may have known a subtype
 */
record ValueType(Class<?> type, boolean declared) {
    static final ValueType UNKNOWN = new ValueType(Object.class, false);
    static final ValueType LIST = new ValueType(List.class, true);

    ValueType {
        type = boxed(type);
    }

    /** The type of the values of a stage's vertices. */
    static ValueType of(Operation operation) {
        return switch (operation) {
            case Operation.Input input -> new ValueType(input.type(), true);
            case Operation.Constant constant -> new ValueType(constant.value().getClass(), true);
            case Operation.Call call -> FunctionTypes.of(call.fn()).result();
            case Operation.CacheKeys keys -> new ValueType(keys.type(), true);
            case Operation.CachePartitions _ -> new ValueType(CachePartition.class, true);
        };
    }

    /**
     * Whether a value may be handed to something that takes this type. Says no only when no program
     * without an unchecked cast could get here: a function written over a type variable is known by
     * the variable's bound alone.
     */
    boolean fits(Class<?> parameter) {
        Class<?> taken = boxed(parameter);
        if (type == Object.class || taken.isAssignableFrom(type)) {
            return true;
        }
        return !declared && (type.isAssignableFrom(taken) || mayHaveCommonSubtype(type, taken));
    }

    private static boolean mayHaveCommonSubtype(Class<?> a, Class<?> b) {
        return (a.isInterface() && !Modifier.isFinal(b.getModifiers()))
                || (b.isInterface() && !Modifier.isFinal(a.getModifiers()));
    }

    static Class<?> boxed(Class<?> type) {
        return MethodType.methodType(type).wrap().returnType();
    }

    @Override
    public String toString() {
        return type.getTypeName();
    }
}
