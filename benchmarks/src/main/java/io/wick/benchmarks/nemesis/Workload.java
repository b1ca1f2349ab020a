package io.wick.benchmarks.nemesis;

import io.wick.Wick;

import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Work that is done while nodes die, and what must hold afterwards. */
interface Workload {
    /** As the table calls it. */
    String name();

    /** Makes the actors, if any, and starts the callers. */
    void start(Wick wick);

    /** Lets the callers end: each waits, within limits, for the answers that it is owed. */
    void stop();

    /**
     * Looks at histories and at what the actors hold; after {@link #stop}.
     *
     * @return what is wrong; empty when all is right
     */
    List<String> check();

    /** What callers were told so far. */
    Tally.Counts counts();

    /** Ends the actors and all else that it has made; after {@link #check}. */
    void clear();

    /** The servers from which it submits work just now; none when it does so from this JVM. */
    default Set<UUID> submitters() {
        return Set.of();
    }
}
