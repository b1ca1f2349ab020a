package io.wick.ignite.internal.codec;

import io.wick.error.SerializationException;
import io.wick.error.WickException;

import org.apache.fory.exception.ClassNotCompatibleException;
import org.jspecify.annotations.Nullable;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes a message out of what Fory throws while it reads. */
final class DecodeFailure {
    private static final int MAX_CAUSES = 100;
    private static final Pattern CLASS_NAME = Pattern.compile("[\\w$]+([./][\\w$]+)*");

    private DecodeFailure() {}

    static WickException explain(Throwable failure, ClassLoader loader) {
        @Nullable Throwable cause = failure;
        for (int i = 0; i < MAX_CAUSES && cause != null; i++) {
            WickException known = known(cause, failure, loader);
            if (known != null) {
                return known;
            }
            cause = cause.getCause();
        }
        return new SerializationException(
                "Cannot read a value: its bytes are damaged, or a class of it differs between the"
                        + " nodes: "
                        + root(failure)
                        + ". Run the same application on every node.",
                failure);
    }

    /** A value, or a length in damaged bytes, for which there is no memory. */
    static SerializationException tooLarge(int bytes, OutOfMemoryError failure) {
        return new SerializationException(
                "Cannot read a value of "
                        + bytes
                        + " bytes: it asks for more memory than this node has left. It is too"
                        + " large for the heap (-Xmx), or its bytes are damaged.",
                failure);
    }

    /** Whether the stack was too small. */
    static boolean isTooDeep(Throwable failure) {
        return root(failure) instanceof StackOverflowError;
    }

    /** The failure of a class that this loader does not have. */
    static SerializationException missing(String className, ClassLoader loader, Throwable failure) {
        return new SerializationException(
                "The class "
                        + className
                        + " is missing on this node (looked in "
                        + name(loader)
                        + "): add its jar with WickConfig.application(...), or to the class path of"
                        + " the node.",
                failure);
    }

    private static @Nullable WickException known(
            Throwable cause, Throwable failure, ClassLoader loader) {
        return switch (cause) {
            case WickException e -> e;
            case ClassNotFoundException e -> missing(className(e.getMessage()), loader, failure);
            case NoClassDefFoundError e -> missing(className(e.getMessage()), loader, failure);
            case StackOverflowError _ ->
                    new SerializationException(
                            "Cannot read a value: it is nested too deeply for the stack of this"
                                + " thread. Flatten it, for example by putting linked nodes into a"
                                + " list.",
                            failure);
            case ClassNotCompatibleException e ->
                    new SerializationException(
                            "Cannot read a value: a class of it differs between the nodes: "
                                    + e.getMessage()
                                    + ". Run the same application on every node.",
                            failure);
            default -> null;
        };
    }

    private static String className(@Nullable String message) {
        Matcher name = CLASS_NAME.matcher(message == null ? "" : message);
        return name.find() ? name.group().replace('/', '.') : "(unknown)";
    }

    private static String name(ClassLoader loader) {
        return loader.getName() == null ? loader.getClass().getSimpleName() : loader.getName();
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        for (int i = 0; i < MAX_CAUSES && root.getCause() != null; i++) {
            root = root.getCause();
        }
        return root;
    }
}
