/**
 * Kernels that come with Wick, by subject; each is made for floats or doubles, and named {@code
 * subject.float} or {@code subject.double}. Backends know them by these names, which stay.
 *
 * <p>On the CPUs they read elements that follow on each other off the heap where they are, and work
 * on copies of others, with loops that the JVM's compiler turns into vector instructions, on as
 * many threads as allowed. The same inputs give the same outputs on any number of threads, but for
 * the bits of NaN. Unless said otherwise they compute in double precision and round what they
 * write; devices compute in the type of the elements.
 *
 * <p>All methods are for any thread, and throw a {@link IllegalArgumentException} for element types
 * that the kernel is not made for. Kernels that are given what does not fit throw a {@link
 * io.wick.numeric.NumericException}.
 */
@NullMarked
package io.wick.numeric.library;

import org.jspecify.annotations.NullMarked;
