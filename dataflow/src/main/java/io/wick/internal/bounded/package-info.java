/**
 * Collections that cannot grow without bound. For all of Wick; the threads that may use them are
 * those that may use the collections of the JDK that they are.
 */
@NullMarked
package io.wick.internal.bounded;

import org.jspecify.annotations.NullMarked;
