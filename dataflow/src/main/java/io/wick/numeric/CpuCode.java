package io.wick.numeric;

import java.io.Serializable;

/**
 * What a kernel does on the CPUs. Must be usable by many threads at once, write every element of
 * each output and nothing else, and give the same outputs for the same inputs.
 */
@FunctionalInterface
public interface CpuCode extends Serializable {
    /** Computes the outputs. */
    void run(Arguments arguments, Cpu cpu);
}
