/**
 * Writes Parquet files from the columns of batches: pages, row groups and the footer that says
 * where they are. Used by {@link io.wick.pipeline.Sinks} alone; a file is written by one thread.
 */
@NullMarked
package io.wick.internal.format.parquet.write;

import org.jspecify.annotations.NullMarked;
