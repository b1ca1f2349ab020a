/**
 * Files as sources and sinks: what all formats share; each has a package of its own. Used by {@link
 * io.wick.pipeline.Sources} and {@link io.wick.pipeline.Sinks}.
 */
@NullMarked
package io.wick.internal.format;

import org.jspecify.annotations.NullMarked;
