/**
 * The decisions about placement groups as pure code: where bundles go ({@link
 * io.wick.internal.scheduler.group.BundlePlacer}), how the owner of a group reserves them ({@link
 * io.wick.internal.scheduler.group.GroupReservation}), how a node keeps what was reserved there
 * ({@link io.wick.internal.scheduler.group.BundleHost}), and whose turn it is ({@link
 * io.wick.internal.scheduler.group.GroupTurns}). Events in, instructions out; no threads, no
 * clocks, no I/O: callers serialise access.
 */
@NullMarked
package io.wick.internal.scheduler.group;

import org.jspecify.annotations.NullMarked;
