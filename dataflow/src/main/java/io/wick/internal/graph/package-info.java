/**
 * A graph in arrays: stages, vertices, edges. What the planner, the runtime, the JSON form and the
 * drawings read. Immutable; any thread.
 */
@NullMarked
package io.wick.internal.graph;

import org.jspecify.annotations.NullMarked;
