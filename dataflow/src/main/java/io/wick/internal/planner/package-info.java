/**
 * Decides where the vertices of a graph run, and cuts the graph into one program per node. Pure
 * code: same input, same output; no clock, no I/O, no threads.
 */
@NullMarked
package io.wick.internal.planner;

import org.jspecify.annotations.NullMarked;
