package io.wick.tornado.device;

import io.wick.numeric.Kernel;
import io.wick.numeric.KernelCall;
import io.wick.numeric.library.Formula;

import org.jspecify.annotations.Nullable;

import uk.ac.manchester.tornado.api.KernelContext;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A formula as one kernel: its class is written when it is first met, and the last are kept. */
record FormulaKernel(Formula formula) implements DeviceKernel {
    private static final int KEPT = 256;

    private static final Map<Formula, AnyTask> TASKS =
            Collections.synchronizedMap(
                    new LinkedHashMap<>(16, 0.75f, true) {
                        @Override
                        protected boolean removeEldestEntry(
                                Map.@Nullable Entry<Formula, AnyTask> eldest) {
                            return size() > KEPT;
                        }
                    });

    @Override
    public Object identity(Kernel kernel) {
        return formula;
    }

    @Override
    public @Nullable String refusal(KernelCall call) {
        int parameters = call.arguments().size() + 1;
        if (parameters > AnyTask.PARAMETERS) {
            return "it has "
                    + parameters
                    + " parameters, a task of TornadoVM at most "
                    + AnyTask.PARAMETERS;
        }
        for (Formula.Instruction each : formula.instructions()) {
            if (!Double.isFinite((float) each.constant())) {
                return "TornadoVM has no code for the constant " + each.constant();
            }
        }
        return null;
    }

    @Override
    public void addTo(Tasks tasks, BoundCall call) {
        int arrays = call.call().arguments().size();
        Object[] arguments = new Object[arrays + 1];
        arguments[0] = new KernelContext();
        for (int i = 0; i < arrays; i++) {
            arguments[i + 1] = call.array(i);
        }
        int size = call.size(arrays - 1);
        int groups = (size + Tasks.GROUP - 1) / Tasks.GROUP;
        TASKS.computeIfAbsent(formula, FormulaKernel::make)
                .addTo(tasks.graph(), tasks.next(groups), arguments);
    }

    private static AnyTask make(Formula formula) {
        var loader = new FormulaLoader(formula);
        return AnyTask.of(loader.type());
    }

    /** The class of one formula, whose bytes TornadoVM asks for again. */
    private static final class FormulaLoader extends ClassLoader {
        private static final String NAME = FormulaKernel.class.getPackageName() + ".FormulaCode";
        private final byte[] bytes;

        FormulaLoader(Formula formula) {
            super("formula " + formula.name(), FormulaKernel.class.getClassLoader());
            bytes = FormulaClasses.write(NAME, formula);
        }

        Class<?> type() {
            return defineClass(NAME, bytes, 0, bytes.length);
        }

        @Override
        public @Nullable InputStream getResourceAsStream(String name) {
            return name.equals(NAME.replace('.', '/') + ".class")
                    ? new ByteArrayInputStream(bytes)
                    : super.getResourceAsStream(name);
        }
    }
}
