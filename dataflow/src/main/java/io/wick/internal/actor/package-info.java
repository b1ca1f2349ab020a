/**
 * Decisions about actors as pure code: where calls go ({@link
 * io.wick.internal.actor.RouteMachine}), lives and restarts ({@link
 * io.wick.internal.actor.ActorLife}), who may write a checkpoint ({@link
 * io.wick.internal.actor.Fence}), which calls were applied ({@link
 * io.wick.internal.actor.CallWindow}). Events in, instructions out. No threads, no clocks, no I/O:
 * callers serialise access and tell the time.
 */
@NullMarked
package io.wick.internal.actor;

import org.jspecify.annotations.NullMarked;
