/**
 * How functions travel: what a lambda is made of, what it captures, and how it is made again
 * elsewhere. Called by the engine's packages only ({@code io.wick.ignite.internal..}). From any
 * thread; everything here is immutable or built once per class.
 */
@NullMarked
package io.wick.ignite.internal.function;

import org.jspecify.annotations.NullMarked;
