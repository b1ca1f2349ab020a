package io.wick.ignite.internal.actor;

import io.wick.Fn2;
import io.wick.ObjectRef;
import io.wick.actor.ActorRef;
import io.wick.spi.TaskCall;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

/**
 * Makes calls of an actor of the methods of an interface. A method travels by its names; where the
 * actor is it is looked up with the classes of the caller's application.
 */
final class MethodCalls implements InvocationHandler {
    private static final Object[] NO_ARGS = {};

    private final ActorRef<?> actor;
    private final Map<Method, ByName> calls = new ConcurrentHashMap<>();

    private MethodCalls(ActorRef<?> actor) {
        this.actor = actor;
    }

    static <I> I proxy(Class<I> type, ActorRef<?> actor) {
        if (!type.isInterface()) {
            throw new IllegalArgumentException(
                    type.getName()
                            + " is no interface. Pass an interface that the actor's class"
                            + " implements");
        }
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(), new Class<?>[] {type}, new MethodCalls(actor)));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object[] given)
            throws Throwable {
        @Nullable Object[] args = given == null ? NO_ARGS : given;
        if (method.getDeclaringClass() == Object.class) {
            return ofObject(proxy, method, args);
        }
        ByName call = calls.computeIfAbsent(method, ByName::new);
        ObjectRef<?> ref = actor.invoke(new TaskCall(call, (Object) args));
        Class<?> result = method.getReturnType();
        if (result == ObjectRef.class) {
            return ref;
        }
        return result.isAssignableFrom(CompletableFuture.class) && result != Object.class
                ? ref.toCompletableFuture()
                : ref.get();
    }

    private @Nullable Object ofObject(Object proxy, Method method, @Nullable Object[] args) {
        return switch (method.getName()) {
            case "equals" -> proxy == args[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> actor.toString();
        };
    }

    /** A method, by the names of its class, itself and its parameters. */
    private static final class ByName implements Fn2<Object, @Nullable Object[], Object> {
        private static final long serialVersionUID = 1L;

        private final String type;
        private final String name;
        private final String[] parameters;

        @SuppressWarnings("serial") // looked up where it is missing
        private transient volatile @Nullable Method method;

        ByName(Method method) {
            this.type = method.getDeclaringClass().getName();
            this.name = method.getName();
            this.parameters =
                    Arrays.stream(method.getParameterTypes())
                            .map(Class::getName)
                            .toArray(String[]::new);
            this.method = method;
        }

        @Override
        @SuppressWarnings("NullAway") // a method may give null
        public @Nullable Object call(Object state, @Nullable Object[] args) throws Exception {
            Method known = method;
            if (known == null) {
                method = known = find(state.getClass());
            }
            if (!known.getDeclaringClass().isInstance(state)) {
                throw new ClassCastException(
                        "The actor is a "
                                + state.getClass().getName()
                                + " and does not implement "
                                + type
                                + ". Use an interface of its class in as(..)");
            }
            known.setAccessible(true);
            try {
                return settled(known.invoke(state, args));
            } catch (InvocationTargetException e) {
                throw unwrapped(e);
            }
        }

        /** By its names, among the types of the actor's class. */
        private Method find(Class<?> of) throws NoSuchMethodException {
            for (Method candidate : of.getMethods()) {
                if (candidate.getName().equals(name)
                        && Arrays.equals(
                                Arrays.stream(candidate.getParameterTypes())
                                        .map(Class::getName)
                                        .toArray(String[]::new),
                                parameters)) {
                    return candidate;
                }
            }
            throw new NoSuchMethodException(
                    of.getName()
                            + " has no method "
                            + name
                            + Arrays.toString(parameters)
                            + " as "
                            + type
                            + " has");
        }

        private static @Nullable Object settled(@Nullable Object result) throws Exception {
            return switch (result) {
                case ObjectRef<?> ref -> ref.get();
                case CompletableFuture<?> future -> {
                    try {
                        yield future.get();
                    } catch (ExecutionException e) {
                        throw e.getCause() instanceof Exception cause ? cause : e;
                    }
                }
                case null, default -> result;
            };
        }

        private static Exception unwrapped(InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            return e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
