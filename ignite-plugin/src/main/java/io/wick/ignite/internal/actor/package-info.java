/**
 * Actors. On the caller's node an {@link io.wick.ignite.internal.actor.ActorHandle} makes an {@link
 * io.wick.ignite.internal.actor.ActorCall}, which is a task that its {@link
 * io.wick.ignite.internal.actor.Route} sends to the node of the actor; there an {@link
 * io.wick.ignite.internal.actor.Activation} has its state and runs calls from its mailboxes. {@link
 * io.wick.ignite.internal.actor.Directory} knows the actors that outlive a node. Network threads
 * and threads of callers come in; calls run on threads of the executor.
 */
@NullMarked
package io.wick.ignite.internal.actor;

import org.jspecify.annotations.NullMarked;
