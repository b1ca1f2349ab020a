/**
 * The scheduler's decisions as pure code: events in, instructions out. No threads, no clocks, no
 * I/O: callers serialise access.
 */
@NullMarked
package io.wick.internal.scheduler;

import org.jspecify.annotations.NullMarked;
