package io.wick.internal.column;

import io.wick.internal.graph.LambdaForm;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.RecordComponent;
import java.util.Optional;

/**
 * Recognises functions that are a record's accessor, such as {@code Flight::origin}: these run on
 * the column. Relies on what {@link Record} asks of accessors, that they give the component.
 */
public final class Accessors {
    private static final ClassValue<Known> BY_CLASS =
            new ClassValue<>() {
                @Override
                protected Known computeValue(Class<?> type) {
                    return new Known();
                }
            };

    private Accessors() {}

    /**
     * A component of a record.
     *
     * @param type the erased type of the component
     */
    public record Accessor(Class<?> rowType, String name, Class<?> type) {}

    /** The accessor that a function is; empty for any other function. */
    public static Optional<Accessor> of(Serializable fn) {
        if (!fn.getClass().isSynthetic()) {
            return Optional.empty();
        }
        Known known = BY_CLASS.get(fn.getClass());
        Optional<Accessor> accessor = known.accessor;
        if (accessor == null) {
            accessor = LambdaForm.of(fn).flatMap(form -> find(form, fn.getClass()));
            known.accessor = accessor;
        }
        return accessor;
    }

    private static Optional<Accessor> find(SerializedLambda form, Class<?> lambda) {
        boolean method =
                form.getImplMethodKind() == MethodHandleInfo.REF_invokeVirtual
                        && form.getImplMethodSignature().startsWith("()")
                        && form.getCapturedArgCount() == 0;
        if (!method) {
            return Optional.empty();
        }
        try {
            Class<?> owner =
                    Class.forName(
                            form.getImplClass().replace('/', '.'), false, lambda.getClassLoader());
            if (owner.isRecord()) {
                for (RecordComponent component : owner.getRecordComponents()) {
                    if (component.getName().equals(form.getImplMethodName())) {
                        return Optional.of(
                                new Accessor(owner, component.getName(), component.getType()));
                    }
                }
            }
        } catch (ClassNotFoundException e) {
            // Not to be seen from where the function is: it runs as the function it is
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** Filled by the first function of a class; a race fills it twice with the same. */
    private static final class Known {
        volatile @Nullable Optional<Accessor> accessor;
    }
}
