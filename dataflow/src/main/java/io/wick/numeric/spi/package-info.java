/**
 * What a backend for devices implements: found with {@link java.util.ServiceLoader} by {@link
 * io.wick.numeric.Numeric}, which alone calls it. Several may be there; one that fails in any way
 * does not disable the others.
 */
@NullMarked
package io.wick.numeric.spi;

import org.jspecify.annotations.NullMarked;
