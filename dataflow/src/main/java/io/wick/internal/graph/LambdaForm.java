package io.wick.internal.graph;

import java.io.Serializable;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.util.Optional;

/** Takes lambdas apart by the method that the compiler gives each serialisable one. */
public final class LambdaForm {
    private LambdaForm() {}

    /** Its serialised form; empty when it is no lambda or its package is not open. */
    public static Optional<SerializedLambda> of(Serializable fn) {
        Class<?> type = fn.getClass();
        if (!type.isSynthetic()) {
            return Optional.empty();
        }
        try {
            Method writeReplace = type.getDeclaredMethod("writeReplace");
            writeReplace.setAccessible(true);
            return writeReplace.invoke(fn) instanceof SerializedLambda form
                    ? Optional.of(form)
                    : Optional.empty();
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            return Optional.empty();
        }
    }
}
