/**
 * CSV files as batches and back. FastCSV takes records apart; fields are made values straight from
 * its buffer. Used by {@link io.wick.pipeline.Sources} and {@link io.wick.pipeline.Sinks} alone;
 * splits and writers are for one thread each.
 */
@NullMarked
package io.wick.internal.format.csv;

import org.jspecify.annotations.NullMarked;
