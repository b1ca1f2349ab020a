package io.wick;

import io.wick.spi.Engine;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** An engine that runs nothing: it notes what it was asked, and gives answers set before. */
final class RecordingEngine {
    /** One call. */
    record Call(String method, List<Object> args) {}

    final List<Call> calls = new ArrayList<>();
    Object answer;

    Engine engine() {
        return (Engine)
                Proxy.newProxyInstance(
                        Engine.class.getClassLoader(),
                        new Class<?>[] {Engine.class},
                        (proxy, method, args) -> {
                            if (method.isDefault()) {
                                return InvocationHandler.invokeDefault(proxy, method, args);
                            }
                            calls.add(
                                    new Call(
                                            method.getName(),
                                            args == null
                                                    ? List.of()
                                                    : new ArrayList<>(Arrays.asList(args))));
                            return method.getReturnType() == boolean.class ? false : answer;
                        });
    }

    Call only() {
        if (calls.size() != 1) {
            throw new AssertionError("Expected one call, got " + calls);
        }
        return calls.getFirst();
    }

    /** A ref that counts how often it is freed. */
    static final class FakeRef<T> implements ObjectRef<T> {
        private final T value;
        private final Runnable onFree;

        FakeRef(T value, Runnable onFree) {
            this.value = value;
            this.onFree = onFree;
        }

        static <T> FakeRef<T> of(T value) {
            return new FakeRef<>(value, () -> {});
        }

        @Override
        public T get() {
            return value;
        }

        @Override
        public T get(Duration timeout) {
            return value;
        }

        @Override
        public boolean isDone() {
            return true;
        }

        @Override
        public CompletableFuture<T> toCompletableFuture() {
            return CompletableFuture.completedFuture(value);
        }

        @Override
        public boolean cancel() {
            return false;
        }

        @Override
        public void free() {
            onFree.run();
        }

        @Override
        public String id() {
            return "fake " + value;
        }
    }
}
