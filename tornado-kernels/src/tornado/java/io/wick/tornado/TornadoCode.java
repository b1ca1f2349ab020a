package io.wick.tornado;

import io.wick.numeric.spi.DeviceCode;

import uk.ac.manchester.tornado.api.common.TornadoFunctions;

import java.io.Serializable;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;
import java.util.Objects;

/**
 * A user's code for devices, beside the code for CPUs that every kernel has: a static method over
 * TornadoVM's arrays, given as a method reference. It gets the kernel's parameters in their order:
 * for an input or output the {@code FloatArray}, {@code DoubleArray}, {@code IntArray} or {@code
 * LongArray} with its elements, row after row; for a scalar such an array of one element; for a
 * size an {@code Integer}, which is compiled in.
 *
 * <pre>{@code
 * static void saxpy(FloatArray a, FloatArray x, FloatArray y, FloatArray z) {
 *     for (@Parallel int i = 0; i < z.getSize(); i++) {
 *         z.set(i, a.get(0) * x.get(i) + y.get(i));
 *     }
 * }
 * Kernel saxpy = Kernel.named("saxpy") ... .device(TornadoCode.of(Saxpy::saxpy)).build();
 * }</pre>
 *
 * <p>The method must not allocate, throw, or call what TornadoVM does not know, and its class must
 * be compiled with {@code -g} (Maven does). Immutable; travels with the kernel to other nodes.
 */
public final class TornadoCode implements DeviceCode {
    private final Serializable method;
    private final int parameters;

    private TornadoCode(Serializable method, int parameters) {
        this.method = method;
        this.parameters = parameters;
        SerializedLambda form = form(Objects.requireNonNull(method, "method"));
        if (form.getCapturedArgCount() > 0) {
            throw new IllegalArgumentException(
                    "Code for a device must not capture values, as "
                            + form.getImplClass().replace('/', '.')
                            + "."
                            + form.getImplMethodName()
                            + " does: give them to the kernel as scalars");
        }
    }

    /** A method of two parameters. */
    public static <A, B> TornadoCode of(Code2<A, B> method) {
        return new TornadoCode(method, 2);
    }

    /** A method of three parameters. */
    public static <A, B, C> TornadoCode of(Code3<A, B, C> method) {
        return new TornadoCode(method, 3);
    }

    /** A method of four parameters. */
    public static <A, B, C, D> TornadoCode of(Code4<A, B, C, D> method) {
        return new TornadoCode(method, 4);
    }

    /** A method of five parameters. */
    public static <A, B, C, D, E> TornadoCode of(Code5<A, B, C, D, E> method) {
        return new TornadoCode(method, 5);
    }

    /** A method of six parameters. */
    public static <A, B, C, D, E, F> TornadoCode of(Code6<A, B, C, D, E, F> method) {
        return new TornadoCode(method, 6);
    }

    /** A method of seven parameters. */
    public static <A, B, C, D, E, F, G> TornadoCode of(Code7<A, B, C, D, E, F, G> method) {
        return new TornadoCode(method, 7);
    }

    /** A method of eight parameters. */
    public static <A, B, C, D, E, F, G, H> TornadoCode of(Code8<A, B, C, D, E, F, G, H> method) {
        return new TornadoCode(method, 8);
    }

    @Override
    public String backend() {
        return TornadoBackend.NAME;
    }

    /** The method, as one of the interfaces below. */
    public Serializable method() {
        return method;
    }

    /** How many parameters it has. */
    public int parameters() {
        return parameters;
    }

    /** What tells the method from others in this JVM, and is the same for each copy of this. */
    public record Identity(ClassLoader loader, String type, String method, String signature) {}

    /** The same for all references to the same method. */
    public Identity identity() {
        SerializedLambda form = form(method);
        return new Identity(
                method.getClass().getClassLoader(),
                form.getImplClass(),
                form.getImplMethodName(),
                form.getImplMethodSignature());
    }

    private static SerializedLambda form(Serializable method) {
        try {
            Method replace = method.getClass().getDeclaredMethod("writeReplace");
            replace.setAccessible(true);
            return (SerializedLambda) replace.invoke(method);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    "Code for a device is given as a method reference, not as an object of "
                            + method.getClass().getName()
                            + ": TornadoVM reads the method that it refers to",
                    e);
        }
    }

    /** A method reference that travels. */
    public interface Code2<A, B> extends TornadoFunctions.Task2<A, B>, Serializable {}

    /** A method reference that travels. */
    public interface Code3<A, B, C> extends TornadoFunctions.Task3<A, B, C>, Serializable {}

    /** A method reference that travels. */
    public interface Code4<A, B, C, D> extends TornadoFunctions.Task4<A, B, C, D>, Serializable {}

    /** A method reference that travels. */
    public interface Code5<A, B, C, D, E>
            extends TornadoFunctions.Task5<A, B, C, D, E>, Serializable {}

    /** A method reference that travels. */
    public interface Code6<A, B, C, D, E, F>
            extends TornadoFunctions.Task6<A, B, C, D, E, F>, Serializable {}

    /** A method reference that travels. */
    public interface Code7<A, B, C, D, E, F, G>
            extends TornadoFunctions.Task7<A, B, C, D, E, F, G>, Serializable {}

    /** A method reference that travels. */
    public interface Code8<A, B, C, D, E, F, G, H>
            extends TornadoFunctions.Task8<A, B, C, D, E, F, G, H>, Serializable {}
}
