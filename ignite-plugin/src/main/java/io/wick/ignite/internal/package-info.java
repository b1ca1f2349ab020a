/** The engine of one node, put together from its parts. Thread-safe. */
@NullMarked
package io.wick.ignite.internal;

import org.jspecify.annotations.NullMarked;
