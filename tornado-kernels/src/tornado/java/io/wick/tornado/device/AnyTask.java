package io.wick.tornado.device;

import uk.ac.manchester.tornado.api.TaskGraph;

import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Objects;

/**
 * A task of any number of parameters: TornadoVM has an interface and a method for each number.
 *
 * @param code an object of one of these interfaces
 * @param add the method of {@link TaskGraph} that takes it
 */
record AnyTask(Object code, Method add) {
    /** Parameters at most. */
    static final int PARAMETERS = 15;

    /** The task of an object made of a method reference. */
    static AnyTask of(Object code, int parameters) {
        return new AnyTask(code, add(parameters));
    }

    /** The task of a class that was written for a formula. */
    static AnyTask of(Class<?> written) {
        try {
            Method own = written.getDeclaredMethod(FormulaClasses.LOOKUP);
            own.setAccessible(true);
            var lookup = (MethodHandles.Lookup) own.invoke(null);
            MethodHandle handle =
                    lookup.unreflect(
                            Arrays.stream(written.getDeclaredMethods())
                                    .filter(each -> each.getName().equals(FormulaClasses.METHOD))
                                    .findFirst()
                                    .orElseThrow());
            Method add = add(handle.type().parameterCount());
            Object code =
                    LambdaMetafactory.metafactory(
                                    lookup,
                                    "apply",
                                    MethodType.methodType(add.getParameterTypes()[1]),
                                    handle.type().erase(),
                                    handle,
                                    handle.type())
                            .getTarget()
                            .invoke();
            return new AnyTask(code, add);
        } catch (Throwable e) { // of the method handle
            throw new IllegalStateException("No task can be made of " + written, e);
        }
    }

    /** Adds the task to a graph. */
    void addTo(TaskGraph graph, String id, Object... arguments) {
        Object[] all = new Object[arguments.length + 2];
        all[0] = id;
        all[1] = code;
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        try {
            add.invoke(graph, all);
        } catch (InvocationTargetException e) {
            switch (Objects.requireNonNull(e.getCause())) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case Throwable cause -> throw new IllegalStateException(cause);
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(add + " is not public", e);
        }
    }

    private static Method add(int parameters) {
        return Arrays.stream(TaskGraph.class.getMethods())
                .filter(each -> each.getName().equals("task"))
                .filter(each -> each.getParameterCount() == parameters + 2)
                .findFirst()
                .orElseThrow();
    }
}
