/**
 * Benchmarks of Wick beside raw Ignite and the JDK's pools: one JMH class per question, its rivals
 * a {@code @Param}, so that they run in turn on the same machine. {@link
 * io.wick.benchmarks.Budgets} runs those the design has budgets for and prints the ratios. Nothing
 * here is for other modules.
 */
@NullMarked
package io.wick.benchmarks;

import org.jspecify.annotations.NullMarked;
