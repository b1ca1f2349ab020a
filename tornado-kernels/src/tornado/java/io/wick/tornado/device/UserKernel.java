package io.wick.tornado.device;

import io.wick.numeric.Kernel;
import io.wick.numeric.KernelCall;
import io.wick.numeric.Parameter;
import io.wick.tornado.TornadoCode;

import org.jspecify.annotations.Nullable;

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
    public void addTo(Tasks tasks, BoundCall call) {
        AnyTask.of(code.method(), code.parameters())
                .addTo(tasks.graph(), tasks.next(), arguments(call));
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
