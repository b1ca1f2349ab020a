/**
 * Caches of the engine as sources and sinks. Used by {@link io.wick.pipeline.Sources} and {@link
 * io.wick.pipeline.Sinks} alone; splits and writers are for one thread each.
 */
@NullMarked
package io.wick.internal.format.cache;

import org.jspecify.annotations.NullMarked;
