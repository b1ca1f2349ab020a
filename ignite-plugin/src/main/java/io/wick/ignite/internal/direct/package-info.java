/**
 * Connections of Wick's own between two nodes, for the small values of graph edges, beside those of
 * Ignite's communication.
 *
 * <pre>
 * worker ── send ─> Outgoing ══ TCP ══> Incoming ── poll, by a worker that waits ─> Inbox
 *                                          └─────── or by the thread of Arrivals
 * </pre>
 *
 * <p>A message through Ignite changes threads three times; here a worker writes to the socket and
 * the worker that waits for the value reads it. Nothing depends on it: what cannot go this way goes
 * through the {@code Outbox}. A channel is asked for over Ignite's connection, which also brings
 * the secret that opens it, when the first value is to go there.
 */
@NullMarked
package io.wick.ignite.internal.direct;

import org.jspecify.annotations.NullMarked;
