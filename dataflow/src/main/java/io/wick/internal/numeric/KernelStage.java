package io.wick.internal.numeric;

import io.wick.Fn1;
import io.wick.numeric.KernelResult;

import java.util.List;

/**
 * The function of a stage of a graph that runs kernels and nothing else. It takes {@link
 * DeferredKernels} beside plain values, and leaves its own to the next where it is {@link
 * DeferredKernels#offered offered} to.
 */
@FunctionalInterface
public interface KernelStage extends Fn1<List<Object>, KernelResult> {}
