/**
 * How pipelines run: the logical plan ({@link io.wick.internal.pipeline.Node}), what travels to the
 * nodes ({@link io.wick.internal.pipeline.Step}, {@link io.wick.internal.pipeline.Feed}, {@link
 * io.wick.internal.pipeline.Terminal}), and the lowering of the one to the other.
 *
 * <p>A vertex of the task graph is a {@code Feed} that pushes {@code Chunk}s through fused steps
 * into a {@code Terminal}. Plans are immutable and for any thread; what a vertex opens is for its
 * thread.
 */
@NullMarked
package io.wick.internal.pipeline;

import org.jspecify.annotations.NullMarked;
