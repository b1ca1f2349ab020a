package io.wick;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;

/** The one {@link Scope}. */
final class FreeingScope implements Scope {
    private final Deque<ObjectRef<?>> kept = new ArrayDeque<>();

    @Override
    public <T extends @Nullable Object> ObjectRef<T> keep(ObjectRef<T> ref) {
        kept.push(ref);
        return ref;
    }

    @Override
    public void close() {
        RuntimeException failure = null;
        while (!kept.isEmpty()) {
            try {
                kept.pop().free();
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
