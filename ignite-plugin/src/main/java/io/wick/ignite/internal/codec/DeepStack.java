package io.wick.ignite.internal.codec;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Runs a deep recursion on a thread with a large stack: Fory recurses along linked structures, and
 * a thousand links can be too much for an ordinary stack. The memory is only reserved until it is
 * used.
 */
final class DeepStack {
    /** Enough for some 100,000 links. */
    private static final long STACK_BYTES = 128L << 20;

    private DeepStack() {}

    /**
     * The result of {@code work}, or what it threw; an interrupt is kept for the caller, and
     * ignored here.
     */
    static <T> T call(Supplier<T> work) {
        AtomicReference<@Nullable T> result = new AtomicReference<>();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Thread deep =
                new Thread(
                        null,
                        () -> run(work, result, failure),
                        "wick-deep-codec",
                        STACK_BYTES,
                        false);
        deep.setDaemon(true);
        deep.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        deep.start();
        join(deep);
        return switch (failure.get()) {
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e ->
                    throw new IllegalStateException("A supplier throws nothing checked", e);
            case null -> Objects.requireNonNull(result.get());
        };
    }

    private static <T> void run(
            Supplier<T> work,
            AtomicReference<@Nullable T> result,
            AtomicReference<@Nullable Throwable> failure) {
        try {
            result.set(work.get());
        } catch (Throwable e) {
            failure.set(e);
        }
    }

    private static void join(Thread deep) {
        boolean interrupted = false;
        while (deep.isAlive()) {
            try {
                deep.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
