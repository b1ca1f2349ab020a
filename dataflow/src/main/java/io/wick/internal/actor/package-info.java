/**
 * Decisions about actors, as pure code: lives and restarts ({@link
 * io.wick.internal.actor.ActorLife}), who may write a checkpoint ({@link
 * io.wick.internal.actor.Fence}), which calls were applied ({@link
 * io.wick.internal.actor.CallWindow}). Called by engines; nothing here blocks or keeps a thread.
 */
@NullMarked
package io.wick.internal.actor;

import org.jspecify.annotations.NullMarked;
