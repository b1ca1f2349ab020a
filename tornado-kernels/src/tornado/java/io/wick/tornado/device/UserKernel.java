package io.wick.tornado.device;

import io.wick.numeric.Kernel;
import io.wick.numeric.KernelCall;
import io.wick.numeric.Parameter;
import io.wick.tornado.TornadoCode;

import org.jspecify.annotations.Nullable;

import uk.ac.manchester.tornado.api.TaskGraph;

import java.util.List;

/** A kernel with code of a user's for TornadoVM. */
record UserKernel(TornadoCode code) implements DeviceKernel {
    @Override
    public Object identity(Kernel kernel) {
        return code.identity();
    }

    @Override
    public @Nullable String refusal(KernelCall call) {
        int given = call.kernel().parameters().size();
        return given == code.parameters()
                ? null
                : "its method for devices has "
                        + code.parameters()
                        + " parameters, the kernel has "
                        + given;
    }

    @Override
    @SuppressWarnings("unchecked") // what parameters the method has, the user has promised
    public void addTo(Tasks tasks, BoundCall call) {
        TaskGraph graph = tasks.graph();
        String id = tasks.next();
        Object[] of = arguments(call);
        switch (code.method()) {
            case TornadoCode.Code2<?, ?> m ->
                    graph.task(id, (TornadoCode.Code2<Object, Object>) m, of[0], of[1]);
            case TornadoCode.Code3<?, ?, ?> m ->
                    graph.task(
                            id,
                            (TornadoCode.Code3<Object, Object, Object>) m,
                            of[0],
                            of[1],
                            of[2]);
            case TornadoCode.Code4<?, ?, ?, ?> m ->
                    graph.task(
                            id,
                            (TornadoCode.Code4<Object, Object, Object, Object>) m,
                            of[0],
                            of[1],
                            of[2],
                            of[3]);
            case TornadoCode.Code5<?, ?, ?, ?, ?> m ->
                    graph.task(
                            id,
                            (TornadoCode.Code5<Object, Object, Object, Object, Object>) m,
                            of[0],
                            of[1],
                            of[2],
                            of[3],
                            of[4]);
            default -> addLongTo(graph, id, of);
        }
    }

    @SuppressWarnings("unchecked") // as above
    private void addLongTo(TaskGraph graph, String id, Object[] of) {
        switch (code.method()) {
            case TornadoCode.Code6<?, ?, ?, ?, ?, ?> m -> {
                var code6 = (TornadoCode.Code6<Object, Object, Object, Object, Object, Object>) m;
                graph.task(id, code6, of[0], of[1], of[2], of[3], of[4], of[5]);
            }
            case TornadoCode.Code7<?, ?, ?, ?, ?, ?, ?> m -> {
                var code7 =
                        (TornadoCode.Code7<Object, Object, Object, Object, Object, Object, Object>)
                                m;
                graph.task(id, code7, of[0], of[1], of[2], of[3], of[4], of[5], of[6]);
            }
            case TornadoCode.Code8<?, ?, ?, ?, ?, ?, ?, ?> m -> {
                @SuppressWarnings("rawtypes")
                TornadoCode.Code8 code8 = m;
                graph.task(id, code8, of[0], of[1], of[2], of[3], of[4], of[5], of[6], of[7]);
            }
            default -> throw new IllegalStateException("code of " + of.length + " parameters");
        }
    }

    private static Object[] arguments(BoundCall call) {
        List<Parameter> parameters = call.call().kernel().parameters();
        Object[] values = new Object[parameters.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] =
                    parameters.get(i).kind() == Parameter.Kind.SIZE
                            ? (Object) call.whole(i)
                            : call.array(i);
        }
        return values;
    }
}
