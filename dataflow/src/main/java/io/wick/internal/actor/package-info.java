/**
 * Decisions about actors as pure code: events in, instructions out. No threads, no clocks, no I/O:
 * callers serialise access and tell the time.
 */
@NullMarked
package io.wick.internal.actor;

import org.jspecify.annotations.NullMarked;
