/**
 * Carries out what {@code io.wick.internal.scheduler.group} decides: sends the messages of
 * placement groups, holds what is reserved here, and runs work in bundles.
 *
 * <pre>
 *  PlacementGroups ── OwnedGroup      groups made here: GroupReservation, who waits for them
 *        │       ├── GroupTurns       the line of groups, on the oldest server
 *        │       ├── Bundles          what is reserved here: BundleHost, an executor per bundle
 *        └───────┴── GroupCode        messages in bytes
 * </pre>
 *
 * All decisions run one after the other, on whatever thread brings an event; nothing blocks.
 */
@NullMarked
package io.wick.ignite.internal.group;

import org.jspecify.annotations.NullMarked;
