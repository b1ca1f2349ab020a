/**
 * How long it takes until a lost node is known to be lost, and until its tasks run elsewhere; and
 * whether nodes are given up that are only busy. A program of its own, run by hand.
 */
@NullMarked
package io.wick.benchmarks.detection;

import org.jspecify.annotations.NullMarked;
