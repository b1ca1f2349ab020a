/**
 * JSON lines as batches and back, by Jackson's stream parser. Used by {@link
 * io.wick.pipeline.Sources} and {@link io.wick.pipeline.Sinks} alone; splits and writers are for
 * one thread each.
 */
@NullMarked
package io.wick.internal.format.json;

import org.jspecify.annotations.NullMarked;
