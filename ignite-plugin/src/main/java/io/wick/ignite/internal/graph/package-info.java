/**
 * Runs plans. {@link io.wick.ignite.internal.graph.RunOwner} is the side of the node that started a
 * run: it feeds the pure {@code RunCoordinator} and starts one Ignite compute job per node and
 * epoch. {@link io.wick.ignite.internal.graph.RunHost} is the side of a node that takes part: its
 * program runs on the node's executor, each vertex as soon as its inputs are there.
 *
 * <pre>
 *   Plan.run ─ OwnedRun ─ RunCoordinator        HostedRun ─ EpochRun ─ Worker, VertexWork
 *                 └── GraphTask ══ GraphJob ══════┘   └─ EDGE ─> HostedRun of another node
 * </pre>
 *
 * <p>Values cross nodes as operations of Wick's own wire; jobs, their ends and reports as Ignite's
 * compute jobs, which wait as continuations and hold no thread.
 */
@NullMarked
package io.wick.ignite.internal.graph;

import org.jspecify.annotations.NullMarked;
