/**
 * How fast an actor comes back when its node is killed, and what durable calls cost. {@link
 * io.wick.benchmarks.actors.ActorFailover} prints the figures. Nothing here is for other modules.
 */
@NullMarked
package io.wick.benchmarks.actors;

import org.jspecify.annotations.NullMarked;
