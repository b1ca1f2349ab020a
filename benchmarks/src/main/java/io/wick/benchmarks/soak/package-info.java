/**
 * Everything at once, for hours, on servers in JVMs of their own: does memory stay flat? {@link
 * io.wick.benchmarks.soak.Soak} is the program. {@code Soak ─ ManyTasks}, then {@code Mix ─ Kind ─
 * ...Rounds} paced by {@code Pacer}, while {@code Watch} takes a {@code Sample} of each JVM, of
 * which {@code Trends} is the verdict. Rounds run on threads of the mix, or as tasks on a server.
 */
@NullMarked
package io.wick.benchmarks.soak;

import org.jspecify.annotations.NullMarked;
