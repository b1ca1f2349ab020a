package io.wick.numeric;

/** Where kernels are to run. */
public enum Where {
    /** Where it is expected to take least time, as learnt from runs; the CPUs without a device. */
    AUTO,
    /** On the CPUs. */
    CPU,
    /**
     * On a device; on the CPUs when that fails, or its memory is full for more than a second, and
     * the report says why.
     */
    PREFER_DEVICE,
    /**
     * On a device; when that fails, or its memory is full for more than a minute, an error. Also
     * known as strict. Vertices of graphs and pipelines with such kernels are placed on nodes that
     * have announced a device.
     */
    REQUIRE_DEVICE
}
