/**
 * What a user catches. Every failure of Wick is a {@link io.wick.error.WickException}; its message
 * says what was wrong, where, and what to do.
 */
@NullMarked
package io.wick.error;

import org.jspecify.annotations.NullMarked;
