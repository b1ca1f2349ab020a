package io.wick.graph;

import io.wick.Fn1;
import io.wick.error.GraphException;
import io.wick.numeric.KernelProgram;
import io.wick.numeric.KernelResult;
import io.wick.numeric.NumericArray;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Makes the function of a vertex that runs kernels. */
final class KernelCalls {
    private static final String FROM_VERTEX = "from a vertex";

    private KernelCalls() {}

    /**
     * A function of the values of vertices.
     *
     * @param vertices those of the shared inputs
     */
    record Bound(Fn1<List<Object>, KernelResult> fn, int[] vertices) {}

    /**
     * @param before how many inputs come from other vertices, before these
     */
    static Bound bind(
            Handles handles, String name, KernelProgram program, Object[] inputs, int before) {
        KernelProgram given = Handles.given(program, "program of kernels", name);
        if (given.inputs().size() != before + inputs.length) {
            throw new GraphException(
                    "'"
                            + name
                            + "' runs "
                            + given
                            + ", which takes "
                            + given.inputs()
                            + ", but gives it "
                            + (before + inputs.length)
                            + " inputs");
        }
        var fixed = new ArrayList<Object>(Collections.nCopies(before, FROM_VERTEX));
        var vertices = new ArrayList<Vertex<?>>();
        for (Object input : inputs) {
            if (Handles.given(input, "input", name) instanceof Vertex<?> vertex) {
                vertices.add(vertex);
                fixed.add(FROM_VERTEX);
            } else {
                fixed.add(input instanceof Number ? input : NumericArray.viewOf(input));
            }
        }
        int[] ids = handles.ids(name, vertices);
        return new Bound(values -> run(given, fixed, values), ids);
    }

    private static KernelResult run(
            KernelProgram program, List<Object> fixed, List<Object> values) {
        var given = new Object[fixed.size()];
        int next = 0;
        for (int i = 0; i < given.length; i++) {
            Object value = fixed.get(i) instanceof String ? values.get(next++) : fixed.get(i);
            given[i] =
                    switch (value) {
                        case KernelResult result -> result.array(0);
                        case Number number -> number;
                        default -> NumericArray.viewOf(value);
                    };
        }
        return program.run(given);
    }
}
