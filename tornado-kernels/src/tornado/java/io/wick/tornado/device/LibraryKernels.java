package io.wick.tornado.device;

import io.wick.numeric.Kernel;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/** The code for the kernels of {@code io.wick.numeric.library}, by their names. */
final class LibraryKernels {
    private static final Map<String, DeviceKernel> BY_NAME = new HashMap<>();

    static {
        FloatReductionTasks.addTo(BY_NAME);
        DoubleReductionTasks.addTo(BY_NAME);
    }

    private LibraryKernels() {}

    /** The code for a kernel; null when there is none. */
    static @Nullable DeviceKernel find(Kernel kernel) {
        return BY_NAME.get(kernel.name());
    }
}
