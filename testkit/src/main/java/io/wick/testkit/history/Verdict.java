package io.wick.testkit.history;

/** What {@link Linearizability} has found. Immutable. */
public sealed interface Verdict {
    /** Some order explains every answer. */
    record Linearizable() implements Verdict {}

    /**
     * No order does.
     *
     * @param why the answer that cannot be explained, and what was under way then
     */
    record Violated(String why) implements Verdict {}

    /**
     * Not found out within the limit.
     *
     * @param why where the check gave up
     */
    record Undecided(String why) implements Verdict {}
}
