package io.wick.benchmarks.taskbench;

/**
 * One point of an efficiency curve.
 *
 * @param iterations of the kernel in each task
 * @param granularity wall time × cores / tasks, in seconds
 * @param efficiency flop/s reached / peak flop/s
 */
record Sample(long iterations, double granularity, double efficiency) {}
