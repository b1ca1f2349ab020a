package io.wick.internal.graph;

import io.wick.error.GraphException;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;

/**
 * Checks that what the vertices of a stage get is what their function takes. Looks once at each
 * argument and the stage it comes from, however many vertices there are.
 *
 * @param stageOf the stage of a vertex
 */
record EdgeTypes(IntColumn inputStart, IntColumn inputs, IntFunction<Stage> stageOf) {

    /**
     * Checks the arguments of a stage.
     *
     * @throws GraphException when one has the wrong type; names both vertices
     */
    void check(Stage stage) {
        if (!(stage.operation() instanceof Operation.Call call)) {
            return;
        }
        FunctionTypes types = FunctionTypes.of(call.fn());
        if (call.indexed()) {
            checkParameters(stage, types.argument(0), call.parameters());
        }
        int first = call.indexed() ? 1 : 0;
        if (call.gathered()) {
            Class<?> taken = types.argument(first);
            if (!ValueType.LIST.fits(taken)) {
                throw new GraphException(
                        takes(stage.name(), taken, first)
                                + ", but gathered values come as a java.util.List. Take a List, or"
                                + " use task(..) for a function of single values");
            }
            return;
        }
        int start = inputStart.get(stage.first());
        int arguments = inputStart.get(stage.first() + 1) - start;
        for (int i = 0; i < arguments; i++) {
            checkArgument(stage, i, first + i, types.argument(first + i));
        }
    }

    private void checkArgument(Stage stage, int input, int argument, Class<?> taken) {
        if (taken == Object.class) {
            return;
        }
        Stage from = null;
        for (int v = stage.first(); v < stage.first() + stage.count(); v++) {
            int id = inputs.get(inputStart.get(v) + input);
            if (from != null && id >= from.first() && id - from.first() < from.count()) {
                continue;
            }
            from = stageOf.apply(id);
            ValueType given = ValueType.of(from.operation());
            if (!given.fits(taken)) {
                throw new GraphException(
                        takes(stage.vertexName(v), taken, argument)
                                + ", but '"
                                + from.vertexName(id)
                                + "' gives a "
                                + given
                                + ". Take another vertex, or put a task between them that makes"
                                + " the one from the other");
            }
        }
    }

    private static void checkParameters(Stage stage, Class<?> taken, @Nullable List<?> parameters) {
        if (parameters == null) {
            if (!new ValueType(Integer.class, true).fits(taken)) {
                throw new GraphException(
                        takes(stage.name(), taken, 0)
                                + ", but a sweep by count gives the index, a java.lang.Integer."
                                + " Take an int, or give the sweep a list of parameters");
            }
            return;
        }
        Class<?> seen = null;
        for (int i = 0; i < parameters.size(); i++) {
            Object parameter = parameters.get(i);
            if (parameter == null || parameter.getClass() == seen) {
                continue;
            }
            seen = Objects.requireNonNull(parameter).getClass();
            if (!new ValueType(seen, true).fits(taken)) {
                throw new GraphException(
                        takes(stage.vertexName(stage.first() + i), taken, 0)
                                + ", but its parameter is a "
                                + seen.getTypeName()
                                + ". Give parameters of the type that the function takes");
            }
        }
    }

    private static String takes(String vertex, Class<?> taken, int argument) {
        return "'" + vertex + "' takes a " + taken.getTypeName() + " as argument " + (argument + 1);
    }
}
