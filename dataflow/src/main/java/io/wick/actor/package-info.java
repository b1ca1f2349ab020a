/**
 * Actors: objects that live on a node, keep state between calls and take calls one at a time. Begin
 * with {@link io.wick.Wick#actor(io.wick.Fn0)}. All types here are for users, from any thread;
 * {@link io.wick.actor.ActorContext} is for the actor's own code.
 */
@NullMarked
package io.wick.actor;

import org.jspecify.annotations.NullMarked;
