/**
 * Task graphs: built once from ordinary functions, compiled to one job per node, run many times.
 *
 * <p>A {@link io.wick.graph.GraphBuilder} makes a {@link io.wick.graph.Graph}; {@link
 * io.wick.Wick#compile} makes a {@link io.wick.graph.Plan} of it; each {@link
 * io.wick.graph.Plan#run} is a {@link io.wick.graph.GraphRun}. Graphs, plans and runs may be used
 * from any thread, builders from one.
 */
@NullMarked
package io.wick.graph;

import org.jspecify.annotations.NullMarked;
