/**
 * The planner on clusters that do not exist: a million vertices on up to 10,000 nodes. {@link
 * io.wick.benchmarks.scale.PlannerScale} prints how long it takes and what the layouts are worth,
 * beside a random placer and one that takes turns. One thread; nothing here is for other modules.
 */
@NullMarked
package io.wick.benchmarks.scale;

import org.jspecify.annotations.NullMarked;
