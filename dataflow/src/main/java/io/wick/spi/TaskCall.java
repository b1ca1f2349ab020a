package io.wick.spi;

import io.wick.Action1;
import io.wick.Action2;
import io.wick.Action3;
import io.wick.Fn0;
import io.wick.Fn1;
import io.wick.Fn2;
import io.wick.Fn3;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.util.Objects;

/**
 * A function with its arguments; an argument that is an {@link io.wick.ObjectRef} stands for its
 * value.
 *
 * @param fn a {@link Fn0} to {@link Fn3}, or an {@link Action1} to {@link Action3}, which gives
 *     null
 * @param args as many as the function takes; not copied
 */
public record TaskCall(Serializable fn, @Nullable Object... args) {
    private static final Object[] NO_ARGS = {};

    public TaskCall {
        Objects.requireNonNull(fn, "The function of a task must not be null");
    }

    /** A call without arguments. */
    public static TaskCall of(Fn0<?> fn) {
        return new TaskCall(fn, NO_ARGS);
    }

    /** Calls {@code fn} with resolved arguments. */
    @SuppressWarnings("unchecked")
    public static @Nullable Object invoke(Object fn, @Nullable Object[] args) throws Exception {
        return switch (fn) {
            case Fn0<?> f -> f.call();
            case Fn1<?, ?> f -> ((Fn1<@Nullable Object, ?>) f).call(args[0]);
            case Fn2<?, ?, ?> f ->
                    ((Fn2<@Nullable Object, @Nullable Object, ?>) f).call(args[0], args[1]);
            case Fn3<?, ?, ?, ?> f ->
                    ((Fn3<@Nullable Object, @Nullable Object, @Nullable Object, ?>) f)
                            .call(args[0], args[1], args[2]);
            case Action1<?> f -> {
                ((Action1<@Nullable Object>) f).call(args[0]);
                yield null;
            }
            case Action2<?, ?> f -> {
                ((Action2<@Nullable Object, @Nullable Object>) f).call(args[0], args[1]);
                yield null;
            }
            case Action3<?, ?, ?> f -> {
                ((Action3<@Nullable Object, @Nullable Object, @Nullable Object>) f)
                        .call(args[0], args[1], args[2]);
                yield null;
            }
            default ->
                    throw new IllegalArgumentException("Not a function of Wick: " + fn.getClass());
        };
    }
}
