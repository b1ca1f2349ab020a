/**
 * Kernels on the CPUs beside plain loops: {@link io.wick.benchmarks.numeric.KernelBench} runs the
 * {@link io.wick.benchmarks.numeric.Contest}s and prints a table.
 */
@NullMarked
package io.wick.benchmarks.numeric;

import org.jspecify.annotations.NullMarked;
