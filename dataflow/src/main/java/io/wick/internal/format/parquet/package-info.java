/**
 * Parquet files as batches. A footer is read by Hardwood where the run is planned; a split carries
 * what it needs of it, reads its pages and decodes them into the arrays of batches. Used by {@link
 * io.wick.pipeline.Sources} alone; splits run on one thread each.
 */
@NullMarked
package io.wick.internal.format.parquet;

import org.jspecify.annotations.NullMarked;
