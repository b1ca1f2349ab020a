/**
 * How values become bytes and back: fast tags for the common types, Apache Fory for object graphs.
 * Called by the engine's packages only ({@code io.wick.ignite.internal..}). {@link
 * io.wick.ignite.internal.codec.Codec} from any thread; writers and readers from one thread at a
 * time.
 */
@NullMarked
package io.wick.ignite.internal.codec;

import org.jspecify.annotations.NullMarked;
