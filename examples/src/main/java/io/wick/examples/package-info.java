/**
 * Programs that show Wick at work on real data. {@link io.wick.examples.FlightDelays} is the one to
 * start with; nothing here may be called from elsewhere.
 */
@NullMarked
package io.wick.examples;

import org.jspecify.annotations.NullMarked;
