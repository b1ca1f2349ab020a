/**
 * Numbers off the heap, and kernels that compute on them: on a device where a backend has one, on
 * the CPUs everywhere.
 *
 * <pre>
 *   NumericArray: Floats, Doubles, Halfs, Ints, Longs       vectors, matrices, views
 *        |  inputs, outputs
 *   Kernel --- calls of several ---&gt; KernelProgram          what is to be computed
 *        |                                 |
 *        '------------ Numeric ------------'                where: CPUs, or a Device of a backend
 *                        |                                  (io.wick.numeric.spi)
 *                   KernelResult: outputs, KernelReport     and where it was
 * </pre>
 *
 * Kernels, programs and frozen arrays are immutable, for any thread; the library of kernels is
 * {@code io.wick.numeric.library}.
 */
@NullMarked
package io.wick.numeric;

import org.jspecify.annotations.NullMarked;
