/**
 * Wick as a plugin of Apache Ignite: put the jar on a node's class path and the node takes part.
 * The {@code internal} packages are the engine: {@code wire} moves bytes, {@code cluster} knows the
 * nodes, {@code codec} and {@code function} turn values and functions into bytes, {@code object}
 * keeps values, {@code exec} runs work, {@code task} leads tasks through their lives.
 */
@NullMarked
package io.wick.ignite;

import org.jspecify.annotations.NullMarked;
