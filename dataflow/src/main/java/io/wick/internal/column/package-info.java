/**
 * Kernels on batches: group, join, sort, partition, select. Pure code without a cluster; each
 * object is used by one thread, and what travels between workers are batches. For {@code
 * io.wick.pipeline} and the formats.
 */
@NullMarked
package io.wick.internal.column;

import org.jspecify.annotations.NullMarked;
