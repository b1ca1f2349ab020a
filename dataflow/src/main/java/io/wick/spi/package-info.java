/** What an engine implements. Called by {@code io.wick} only; users never need it. */
@NullMarked
package io.wick.spi;

import org.jspecify.annotations.NullMarked;
