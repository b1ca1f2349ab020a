package io.wick.internal.run;

import io.wick.Resources;

import java.util.List;

/**
 * How a node gets on with those vertices of a run that may get second attempts. It says what is so
 * now, not what has changed, so that one that is lost costs nothing once the next has come.
 *
 * @param free what nobody holds on the node
 * @param stages what vertices have taken there, of stages where that has changed, now and then of
 *     all
 * @param attempts vertices that have run or waited there for a while: first those that run, then
 *     those that would be begun last
 */
public record Pace(Resources free, List<Took> stages, List<Attempt> attempts) {
    /**
     * What the vertices of a stage have taken on a node.
     *
     * @param stage the id of the stage
     * @param finished how many have their values, from first to last
     * @param nanos what some of the last ones have taken
     */
    public record Took(int stage, long finished, List<Long> nanos) {}

    /**
     * A vertex that has no value yet.
     *
     * @param vertex its number in the graph
     * @param nanos for how long it has run, or waited for what it is to hold
     * @param doubled whether it has had a second attempt, or cannot have one
     */
    public record Attempt(int vertex, long nanos, boolean doubled) {}
}
