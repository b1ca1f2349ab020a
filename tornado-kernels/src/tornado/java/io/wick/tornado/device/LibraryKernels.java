package io.wick.tornado.device;

import io.wick.numeric.ElementType;
import io.wick.numeric.Kernel;

import org.jspecify.annotations.Nullable;

import uk.ac.manchester.tornado.api.types.arrays.IntArray;

import java.util.HashMap;
import java.util.Map;

/** The code for the kernels of {@code io.wick.numeric.library}, by their names. */
final class LibraryKernels {
    private static final Map<String, DeviceKernel> BY_NAME = new HashMap<>();

    static {
        FloatReductionTasks.addTo(BY_NAME);
        DoubleReductionTasks.addTo(BY_NAME);
        FloatAlgebraTasks.addTo(BY_NAME);
        DoubleAlgebraTasks.addTo(BY_NAME);
        FloatLearningTasks.addTo(BY_NAME);
        DoubleLearningTasks.addTo(BY_NAME);
        FloatSignalTasks.addTo(BY_NAME);
        DoubleSignalTasks.addTo(BY_NAME);
        FloatSimulationTasks.addTo(BY_NAME);
        DoubleSimulationTasks.addTo(BY_NAME);
        SortTasks.addTo(BY_NAME);
        BY_NAME.put("uniform.float", LibraryKernels::floats);
        BY_NAME.put("uniform.double", LibraryKernels::doubles);
    }

    private LibraryKernels() {}

    /** The code for a kernel; null when there is none. */
    static @Nullable DeviceKernel find(Kernel kernel) {
        return BY_NAME.get(kernel.name());
    }

    private static void floats(Tasks tasks, BoundCall call) {
        IntArray words = tasks.scratch(ElementType.INT, call.whole(1), IntArray.class);
        tasks.graph()
                .task(tasks.next(), Philox::words, call.longs(0), 4, words)
                .task(tasks.next(), Philox::floats, words, call.floats(2));
    }

    private static void doubles(Tasks tasks, BoundCall call) {
        IntArray words = tasks.scratch(ElementType.INT, 2 * call.whole(1), IntArray.class);
        tasks.graph()
                .task(tasks.next(), Philox::words, call.longs(0), 4, words)
                .task(tasks.next(), Philox::doubles, words, call.doubles(2));
    }
}
