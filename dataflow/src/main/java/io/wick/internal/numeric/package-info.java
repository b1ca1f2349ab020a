/**
 * What carries kernels out on the CPUs, and what decides where they run. Called by {@code
 * io.wick.numeric} and its library alone.
 *
 * <pre>
 *   Backends   finds backends, keeps their faults     CostModel  CPUs or a device, learnt; pure
 *   Ranges     loops over several threads             CallerCpus how many; told by an engine
 *   Window     loops over elements where they are     Output     elements on their way to an array
 *   FormulaClasses  a loop compiled for a formula     Pieces     partial results in their order
 *   the rest: loops of the library, by subject
 * </pre>
 *
 * Everything is for any thread unless it says otherwise; loops run on the caller's thread and those
 * of {@code Ranges}.
 */
@NullMarked
package io.wick.internal.numeric;

import org.jspecify.annotations.NullMarked;
