package io.wick.ignite.internal.function;

import io.wick.error.SerializationException;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.util.Objects;

/**
 * Makes the functions of one descriptor with the classes of one loader. Built once, where functions
 * run. Thread-safe.
 *
 * <p>The first function comes from the JDK's own {@code $deserializeLambda$}, which checks that the
 * descriptor fits the class; the next ones from the constructor of what it gave.
 */
public final class FunctionFactory {
    private static final MethodType DESERIALIZE =
            MethodType.methodType(Object.class, SerializedLambda.class);

    private final FunctionDescriptor descriptor;
    private final ClassLoader loader;
    private final @Nullable Class<?> capturingClass;

    /** {@code (Object[])Object}; null until the first function is made. A race makes it twice. */
    private volatile @Nullable MethodHandle constructor;

    /** The function of a lambda that captures nothing. */
    private volatile @Nullable Object only;

    private FunctionFactory(
            FunctionDescriptor descriptor, ClassLoader loader, @Nullable Class<?> capturingClass) {
        this.descriptor = descriptor;
        this.loader = loader;
        this.capturingClass = capturingClass;
    }

    /**
     * A factory of the functions of a descriptor.
     *
     * @throws SerializationException when the loader does not have the class
     */
    public static FunctionFactory bind(FunctionDescriptor descriptor, ClassLoader loader) {
        try {
            Class<?> type = Class.forName(descriptor.capturingClass(), false, loader);
            boolean isLambda = descriptor.kind() == FunctionDescriptor.Kind.LAMBDA;
            return new FunctionFactory(descriptor, loader, isLambda ? type : null);
        } catch (ClassNotFoundException | LinkageError e) {
            throw missing(descriptor, loader, e);
        }
    }

    /**
     * The function with these captured values; of a plain object the object, which is its only
     * value.
     *
     * @throws SerializationException when a class is missing, or the loader has another version of
     *     it
     */
    public Object create(@Nullable Object[] captured) {
        Object known = only;
        if (known != null) {
            return known;
        }
        if (captured.length != descriptor.capturedCount()) {
            throw new SerializationException(
                    "The function "
                            + descriptor.displayName()
                            + " captures "
                            + descriptor.capturedCount()
                            + " values, got "
                            + captured.length);
        }
        if (capturingClass == null) {
            return Objects.requireNonNull(captured[0], "a function");
        }
        MethodHandle make = constructor;
        return make == null ? first(capturingClass, captured) : again(make, captured);
    }

    private Object again(MethodHandle make, @Nullable Object[] captured) {
        try {
            return (Object) make.invokeExact(captured);
        } catch (Throwable e) {
            throw mismatch(e);
        }
    }

    private Object first(Class<?> type, @Nullable Object[] captured) {
        try {
            Object fn = deserialize(type, captured);
            Class<?> made = fn.getClass();
            if (captured.length == 0) {
                only = fn;
            } else if (LambdaClass.isLambda(made)) {
                constructor = new LambdaClass(made).constructor();
            }
            return fn;
        } catch (LinkageError e) {
            throw missing(descriptor, loader, e);
        } catch (SerializationException e) {
            throw e;
        } catch (Throwable e) {
            throw mismatch(e);
        }
    }

    private Object deserialize(Class<?> type, @Nullable Object[] captured) throws Throwable {
        SerializedLambda form =
                new SerializedLambda(
                        type,
                        descriptor.interfaceClass(),
                        descriptor.interfaceMethod(),
                        descriptor.interfaceSignature(),
                        descriptor.implKind(),
                        descriptor.implClass(),
                        descriptor.implMethod(),
                        descriptor.implSignature(),
                        descriptor.instantiatedType(),
                        captured);
        MethodHandle maker =
                MethodHandles.privateLookupIn(type, MethodHandles.lookup())
                        .findStatic(type, "$deserializeLambda$", DESERIALIZE);
        return Objects.requireNonNull((Object) maker.invokeExact(form), "a function");
    }

    private SerializationException mismatch(Throwable cause) {
        return new SerializationException(
                "Cannot make the function "
                        + descriptor.displayName()
                        + ": the class "
                        + descriptor.capturingClass()
                        + " of this node is another version than the submitter's. Ship the"
                        + " application with WickConfig.application(...), or put the same jars on"
                        + " every node.",
                cause);
    }

    private static SerializationException missing(
            FunctionDescriptor descriptor, ClassLoader loader, Throwable cause) {
        return new SerializationException(
                "The class "
                        + MissingClass.nameIn(cause, descriptor.capturingClass())
                        + " of the function "
                        + descriptor.displayName()
                        + " is missing on this node (looked in "
                        + MissingClass.nameOf(loader)
                        + "): add its jar with WickConfig.application(...), or to the class path of"
                        + " the node.",
                cause);
    }
}
