package io.wick.numeric;

/** Where kernels are to run. */
public enum Where {
    /** Where it is expected to take least time, as learnt from runs; the CPUs without a device. */
    AUTO,
    /** On the CPUs. */
    CPU,
    /** On a device; on the CPUs when that fails, and the report says why. */
    PREFER_DEVICE,
    /** On a device; when that fails, an error. Also known as strict. */
    REQUIRE_DEVICE
}
