/**
 * Pieces of work whose results are known before they are done: tasks, graphs, pipelines, streams,
 * objects and actors that come and go. Any node or client may do them, and dies meanwhile or not.
 */
@NullMarked
package io.wick.benchmarks.nemesis.jobs;

import org.jspecify.annotations.NullMarked;
