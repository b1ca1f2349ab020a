/**
 * Ray's own microbenchmarks redone call for call: {@code ray_perf.py} and the single-node part of
 * its scalability tests, beside the figures that Ray's repository has for a release. {@link
 * io.wick.benchmarks.raymicro.RayMicro} prints the table. Nothing here is for other modules.
 */
@NullMarked
package io.wick.benchmarks.raymicro;

import org.jspecify.annotations.NullMarked;
