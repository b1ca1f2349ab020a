/**
 * Pipelines: what most programs say about data, as a chain of operators that become a task graph.
 *
 * <p>A {@link io.wick.pipeline.Pipeline} begins at one of {@link io.wick.pipeline.Sources}, is an
 * immutable plan, and runs when its rows are asked for: {@code collect}, {@code count}, {@code
 * forEach}, or {@code into} one of {@link io.wick.pipeline.Sinks}. Everything may be called from
 * any thread, tasks included. Own sources and sinks implement {@link io.wick.pipeline.Source} and
 * {@link io.wick.pipeline.Sink}.
 */
@NullMarked
package io.wick.pipeline;

import org.jspecify.annotations.NullMarked;
