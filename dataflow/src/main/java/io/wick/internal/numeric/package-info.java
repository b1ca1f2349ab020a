/**
 * What carries kernels out on the CPUs, and what decides where they run. Called by {@code
 * io.wick.numeric} and its library alone.
 *
 * <pre>
 *   Ranges      loops over several threads          CostModel   CPUs or device, learnt; pure
 *   Backends    finds backends, keeps their faults  CpuDevice.. the library's loops on tiles
 * </pre>
 */
@NullMarked
package io.wick.internal.numeric;

import org.jspecify.annotations.NullMarked;
