/**
 * Placement groups: resources of several nodes reserved together, all or nothing, for tasks and
 * actors that belong together. Begins at {@link io.wick.Wick#placementGroup()}. All types are
 * thread-safe but for the builder.
 */
@NullMarked
package io.wick.group;

import org.jspecify.annotations.NullMarked;
