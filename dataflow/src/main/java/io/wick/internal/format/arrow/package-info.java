/**
 * Arrow IPC files and streams as batches. The file is mapped; Arrow's own classes read its
 * metadata, and what is wanted of the buffers is copied from the mapping into the arrays of
 * batches, without Arrow's memory in between. Used by {@link io.wick.pipeline.Sources} alone;
 * splits run on one thread each.
 */
@NullMarked
package io.wick.internal.format.arrow;

import org.jspecify.annotations.NullMarked;
