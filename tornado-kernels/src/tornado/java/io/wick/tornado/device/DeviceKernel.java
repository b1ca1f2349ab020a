package io.wick.tornado.device;

import io.wick.numeric.ElementType;
import io.wick.numeric.Kernel;
import io.wick.numeric.KernelCall;

import org.jspecify.annotations.Nullable;

/** A kernel's code for TornadoVM: adds the tasks of a call to a graph. */
@FunctionalInterface
interface DeviceKernel {
    /** Adds what a call has to do. */
    void addTo(Tasks tasks, BoundCall call);

    /** What tells it from other code, for the cache of plans. */
    default Object identity(Kernel kernel) {
        return kernel.name();
    }

    /**
     * The type that its arrays of a type have on the device. A kernel that changes it can only be
     * run alone.
     */
    default ElementType slotType(ElementType type) {
        return type;
    }

    /** Why it cannot do a call; null when it can. */
    default @Nullable String refusal(KernelCall call) {
        return null;
    }
}
