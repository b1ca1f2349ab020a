/**
 * Runs work on this node: virtual threads under resource accounting, CPU lent while a task waits.
 * {@link io.wick.ignite.internal.exec.LocalExecutor} may be called from any thread and never
 * blocks.
 */
@NullMarked
package io.wick.ignite.internal.exec;

import org.jspecify.annotations.NullMarked;
