/**
 * Actors under fire: server JVMs are killed every few seconds while callers work on replicated
 * counters, registers and a bank, and what the callers were told is checked afterwards. {@link
 * io.wick.benchmarks.nemesis.ActorNemesis} is the program, {@link io.wick.benchmarks.nemesis.Storm}
 * one run of it, which a test may start too.
 */
@NullMarked
package io.wick.benchmarks.nemesis;

import org.jspecify.annotations.NullMarked;
