package io.wick.numeric.spi;

import java.io.Serializable;

/**
 * What kernels can run on.
 *
 * @param backend the name of the backend
 * @param id the same device whenever the node starts: {@code opencl:0:1}
 * @param name as its driver says
 * @param memory in bytes
 * @param maxArrayBytes of one array, at most
 * @param computeUnits as its driver counts them
 * @param doubles whether it computes with doubles
 */
public record Device(
        String backend,
        String id,
        String name,
        Type type,
        long memory,
        long maxArrayBytes,
        int computeUnits,
        boolean doubles)
        implements Serializable {

    /** What a device is. */
    public enum Type {
        /** A graphics processor. */
        GPU,
        /** A driver that uses the CPUs, such as PoCL. */
        CPU,
        /** Anything else. */
        ACCELERATOR
    }
}
