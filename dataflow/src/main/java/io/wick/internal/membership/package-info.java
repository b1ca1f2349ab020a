/**
 * Decisions about who belongs to the cluster, as pure code: no threads, no clocks, no I/O. Callers
 * serialise access.
 */
@NullMarked
package io.wick.internal.membership;

import org.jspecify.annotations.NullMarked;
