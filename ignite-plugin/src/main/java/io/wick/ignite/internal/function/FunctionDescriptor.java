package io.wick.ignite.internal.function;

import io.wick.error.SerializationException;
import io.wick.ignite.internal.codec.ByteReader;
import io.wick.ignite.internal.codec.ByteWriter;

import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.SerializedLambda;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * All that is constant about the functions of one class: enough for another JVM with the same
 * application to make them again. The strings are those of {@link SerializedLambda}; for the kind
 * {@link Kind#PLAIN} only the class is given and the other strings are empty.
 *
 * @param kind how functions of this class travel
 * @param capturingClass the binary name of the class with the lambda in it, or of the plain class
 * @param interfaceClass the functional interface, with slashes
 * @param interfaceMethod the name of its method
 * @param interfaceSignature the erased signature of its method
 * @param implKind the kind of the implementation's method handle
 * @param implClass the class with the implementation, with slashes
 * @param implMethod the name of the implementation
 * @param implSignature its signature
 * @param instantiatedType the signature of the interface's method with its type variables resolved
 * @param capturedCount how many values are captured; 1 for a plain object, which is itself the
 *     value
 * @param id a 64-bit hash of the rest, the same in every JVM; computed, the argument is ignored
 */
public record FunctionDescriptor(
        Kind kind,
        String capturingClass,
        String interfaceClass,
        String interfaceMethod,
        String interfaceSignature,
        int implKind,
        String implClass,
        String implMethod,
        String implSignature,
        String instantiatedType,
        int capturedCount,
        long id) {

    /** How a function travels. The order is part of the wire format. */
    public enum Kind {
        /** An object of a class that implements {@code Fn0..Fn3}: encoded as a value. */
        PLAIN,
        /**
         * A lambda or method reference: its captured values are encoded, the rest is this
         * descriptor.
         */
        LAMBDA
    }

    /** Computes the id. */
    public FunctionDescriptor {
        ByteWriter content = new ByteWriter();
        content.byte1(kind.ordinal()).text(capturingClass);
        content.text(interfaceClass).text(interfaceMethod).text(interfaceSignature);
        content.varint(implKind).text(implClass).text(implMethod).text(implSignature);
        content.text(instantiatedType).varint(capturedCount);
        id = hash(content);
    }

    static FunctionDescriptor of(SerializedLambda lambda) {
        return new FunctionDescriptor(
                Kind.LAMBDA,
                lambda.getCapturingClass().replace('/', '.'),
                lambda.getFunctionalInterfaceClass(),
                lambda.getFunctionalInterfaceMethodName(),
                lambda.getFunctionalInterfaceMethodSignature(),
                lambda.getImplMethodKind(),
                lambda.getImplClass(),
                lambda.getImplMethodName(),
                lambda.getImplMethodSignature(),
                lambda.getInstantiatedMethodType(),
                lambda.getCapturedArgCount(),
                0);
    }

    static FunctionDescriptor plain(Class<?> type) {
        return new FunctionDescriptor(
                Kind.PLAIN, type.getName(), "", "", "", 0, "", "", "", "", 1, 0);
    }

    /** Writes everything but the id. */
    public void write(ByteWriter out) {
        out.byte1(kind.ordinal()).text(capturingClass).varint(capturedCount);
        if (kind == Kind.LAMBDA) {
            out.text(interfaceClass).text(interfaceMethod).text(interfaceSignature);
            out.byte1(implKind)
                    .text(implClass)
                    .text(implMethod)
                    .text(implSignature)
                    .text(instantiatedType);
        }
    }

    /**
     * What {@link #write} wrote.
     *
     * @throws SerializationException when the bytes are damaged
     */
    public static FunctionDescriptor read(ByteReader in) {
        Kind kind = in.constant(Kind.values());
        String type = text(in);
        int captured = in.varint();
        if (kind == Kind.PLAIN && captured != 1) {
            throw new SerializationException(
                    "Corrupted bytes: an object of "
                            + type
                            + " as a function with "
                            + captured
                            + " values, expected itself alone");
        }
        return switch (kind) {
            case PLAIN ->
                    new FunctionDescriptor(
                            Kind.PLAIN, type, "", "", "", 0, "", "", "", "", captured, 0);
            case LAMBDA ->
                    new FunctionDescriptor(
                            Kind.LAMBDA,
                            type,
                            text(in),
                            text(in),
                            text(in),
                            in.byte1(),
                            text(in),
                            text(in),
                            text(in),
                            text(in),
                            captured,
                            0);
        };
    }

    /** A name for people: {@code Stats::mean}, {@code Flights.run(lambda)}, {@code Doubler}. */
    public String displayName() {
        if (kind == Kind.PLAIN) {
            return simpleName(capturingClass);
        }
        String owner = simpleName(implClass.replace('/', '.'));
        if (implKind == MethodHandleInfo.REF_newInvokeSpecial) {
            return owner + "::new";
        }
        return implMethod.startsWith("lambda$")
                ? simpleName(capturingClass) + "." + enclosingMethod(implMethod) + "(lambda)"
                : owner + "::" + implMethod;
    }

    /** The method in {@code lambda$method$0} and {@code lambda$method$1a2b3c$1}. */
    private static String enclosingMethod(String synthetic) {
        String method =
                synthetic
                        .substring("lambda$".length())
                        .replaceFirst("\\$[0-9]+$", "")
                        .replaceFirst("\\$[0-9a-f]{5,8}$", "");
        return method.equals("static") ? "<static>" : method;
    }

    private static String simpleName(String binaryName) {
        return binaryName.substring(binaryName.lastIndexOf('.') + 1).replace('$', '.');
    }

    private static String text(ByteReader in) {
        return in.someText().intern();
    }

    private static long hash(ByteWriter content) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(content.array(), 0, content.size());
            return new ByteReader(digest.digest(), 0, Long.BYTES).long8();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
