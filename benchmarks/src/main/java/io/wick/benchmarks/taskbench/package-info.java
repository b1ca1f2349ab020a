/**
 * Task Bench: eleven dependence patterns, one task body, and one small class per runtime that only
 * schedules. {@link io.wick.benchmarks.taskbench.TaskBench} finds the smallest task that each
 * runtime still runs efficiently, METG(50 %), after Slaughter et al., <i>Task Bench: A
 * Parameterized Benchmark for Evaluating Parallel Runtime Performance</i>, SC20. A further runtime
 * is a class that implements {@code TaskRuntime} and one line in {@code Contender}.
 *
 * <pre>
 * TaskBench ─ Sweep ─┬─ TaskRuntime ─ TaskBody ─ Kernel
 *                    └─ Metg             │
 *          Workload ─ TaskGraph ─ Dependences ─ Pattern
 * </pre>
 */
@NullMarked
package io.wick.benchmarks.taskbench;

import org.jspecify.annotations.NullMarked;
