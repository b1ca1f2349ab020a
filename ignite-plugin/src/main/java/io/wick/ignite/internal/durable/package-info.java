/**
 * Runs of graphs that outlive their starter, in caches of Ignite. {@link
 * io.wick.ignite.internal.durable.ClusterRuns} is what users come in by, on their threads; {@link
 * io.wick.ignite.internal.durable.RunKeeper} looks after them on servers, on a thread of its own.
 *
 * <pre>
 *   Plan.start ── ClusterRuns ── recipe, record ──> caches <── RunHandle: any node
 *                                                     │ looks
 *                     RunOwner.keep <── Kept <── RunKeeper of a server
 * </pre>
 */
@NullMarked
package io.wick.ignite.internal.durable;

import org.jspecify.annotations.NullMarked;
