/**
 * Wick under fire: server JVMs are killed, frozen, told to leave and cut off every few seconds
 * while work of all kinds goes on, and all that was promised is checked: answers, effects, what is
 * left.
 *
 * <pre>
 * MixedNemesis            the program; a Storm is one run of it, which a test may start too
 *   Storm                 Workloads go on while a Deck of Faults strikes at a Scene
 *     Workload            counters, registers and a bank of actors; trips, whose submitters die;
 *                         and a JobWorkload for each of jobs.Jobs
 *     Remains             what NodeState finds on each node after the work: nothing
 *   Report                the table
 * </pre>
 */
@NullMarked
package io.wick.benchmarks.nemesis;

import org.jspecify.annotations.NullMarked;
