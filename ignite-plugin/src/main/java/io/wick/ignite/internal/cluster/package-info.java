/**
 * Which nodes take part, what they have, and how to reach them. Members change on Ignite's
 * discovery thread; everybody may read them.
 */
@NullMarked
package io.wick.ignite.internal.cluster;

import org.jspecify.annotations.NullMarked;
