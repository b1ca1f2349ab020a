package io.wick.graph;

import io.wick.Resources;
import io.wick.error.GraphException;
import io.wick.internal.numeric.DeferredKernels;
import io.wick.internal.numeric.KernelStage;
import io.wick.numeric.KernelProgram;
import io.wick.numeric.KernelResult;
import io.wick.numeric.NumericArray;
import io.wick.numeric.Where;

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
    record Bound(KernelStage fn, int[] vertices) {}

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

    /** Has a stage run on nodes with a device if its kernels must have one. */
    static <S extends StageHandle<S>> S placed(S stage, KernelProgram program) {
        return program.options().where() == Where.REQUIRE_DEVICE
                ? stage.resources(any -> any.custom(Resources.DEVICE, Resources.SOME))
                : stage;
    }

    private static KernelResult run(
            KernelProgram program, List<Object> fixed, List<Object> values) {
        var given = new Object[fixed.size()];
        var before = new ArrayList<DeferredKernels>();
        int next = 0;
        for (int i = 0; i < given.length; i++) {
            Object value = fixed.get(i) instanceof String ? values.get(next++) : fixed.get(i);
            given[i] =
                    switch (value) {
                        case DeferredKernels deferred -> {
                            before.add(deferred);
                            yield deferred.array();
                        }
                        case KernelResult result -> result.array(0);
                        case Number number -> number;
                        default -> NumericArray.viewOf(value);
                    };
        }
        return DeferredKernels.run(program.bind(given), program.options(), before);
    }
}
