package io.wick.ignite.internal.function;

import io.wick.error.SerializationException;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Access to the hidden class that the JDK makes for a lambda: a private final field for each
 * captured value, {@code arg$1} and up, and a constructor that takes them in this order.
 */
final class LambdaClass {
    private static final @Nullable Object[] NOTHING = {};
    private static final MethodType GETTER = MethodType.methodType(Object.class, Object.class);

    private final Class<?> type;
    private final Field[] fields;
    private final MethodHandle[] getters;
    private final MethodHandles.Lookup lookup;

    LambdaClass(Class<?> type) {
        this.type = type;
        this.lookup = lookup(type);
        this.fields =
                Arrays.stream(type.getDeclaredFields())
                        .filter(field -> field.getName().startsWith("arg$"))
                        .sorted(
                                Comparator.comparingInt(
                                        field ->
                                                Integer.parseInt(
                                                        field.getName()
                                                                .substring("arg$".length()))))
                        .toArray(Field[]::new);
        this.getters = Arrays.stream(fields).map(this::getter).toArray(MethodHandle[]::new);
    }

    /** Whether this is the class of a lambda or method reference. */
    static boolean isLambda(Class<?> type) {
        return type.isHidden() && type.isSynthetic() && type.getName().contains("$$Lambda");
    }

    /** The name of the class that a lambda is written in. */
    static String enclosing(Class<?> type) {
        return type.getName().substring(0, type.getName().indexOf("$$Lambda"));
    }

    List<Field> fields() {
        return List.of(fields);
    }

    @Nullable Object[] captured(Object fn) {
        if (getters.length == 0) {
            return NOTHING;
        }
        @Nullable Object[] values = new @Nullable Object[getters.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = invoke(getters[i], fn);
        }
        return values;
    }

    /** The serialised form of a lambda of this class that captures zeros and nulls. */
    SerializedLambda serializedForm() {
        try {
            Constructor<?> constructor = type.getDeclaredConstructors()[0];
            Object[] zeros =
                    Arrays.stream(constructor.getParameterTypes())
                            .map(parameter -> Array.get(Array.newInstance(parameter, 1), 0))
                            .toArray();
            Object empty = lookup.unreflectConstructor(constructor).invokeWithArguments(zeros);
            MethodHandle writeReplace =
                    lookup.findVirtual(type, "writeReplace", MethodType.methodType(Object.class));
            return (SerializedLambda) writeReplace.invoke(empty);
        } catch (Throwable e) {
            throw new SerializationException(
                    "Cannot take apart a lambda of "
                            + enclosing(type)
                            + ". Make the function a class that implements"
                            + " Fn0, Fn1, Fn2 or Fn3.",
                    e);
        }
    }

    /**
     * A handle {@code (Object[])Object} to the constructor of this class, without boxing beyond the
     * array. It makes lambdas of just this call site.
     */
    MethodHandle constructor() throws IllegalAccessException {
        MethodHandle constructor = lookup.unreflectConstructor(type.getDeclaredConstructors()[0]);
        return constructor
                .asSpreader(Object[].class, fields.length)
                .asType(MethodType.methodType(Object.class, Object[].class));
    }

    private static @Nullable Object invoke(MethodHandle getter, Object fn) {
        try {
            return (@Nullable Object) getter.invokeExact(fn);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("A field getter throws nothing", e);
        }
    }

    private MethodHandle getter(Field field) {
        try {
            return lookup.unreflectGetter(field).asType(GETTER);
        } catch (IllegalAccessException e) {
            throw closed(type, e);
        }
    }

    private static MethodHandles.Lookup lookup(Class<?> type) {
        try {
            return MethodHandles.privateLookupIn(type, MethodHandles.lookup());
        } catch (IllegalAccessException e) {
            throw closed(type, e);
        }
    }

    private static SerializationException closed(Class<?> type, IllegalAccessException cause) {
        return new SerializationException(
                "Cannot read what a lambda of "
                        + enclosing(type)
                        + " captures: the module "
                        + type.getModule().getName()
                        + " does not open its package. Add 'opens "
                        + type.getPackageName()
                        + ";' to its module-info.",
                cause);
    }
}
