package io.wick.benchmarks.nemesis.jobs;

import io.wick.Wick;
import io.wick.error.DisconnectedException;
import io.wick.error.WickException;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.time.Duration;
import java.util.SplittableRandom;

/** Work whose result is known before. Has no state: done by many threads and nodes at once. */
public interface Job extends Serializable {
    /** More than a storm can spend on one task. */
    int RETRIES = 50;

    /** Nothing takes so long unless it hangs, also on a machine that is busy with other things. */
    Duration LIMIT = Duration.ofMinutes(4);

    /** As tables call it, one or two words. */
    String name();

    /**
     * Does it once, and compares.
     *
     * @param random says how large it is, and with which values
     * @return null when the result is exact; else what came and what should have
     * @throws WickException when it failed
     */
    @Nullable String run(Wick wick, SplittableRandom random);

    /**
     * Whether it may fail so though the node that does it lives: where no more is promised.
     *
     * @param error what {@link #run} threw, or one of its causes
     */
    default boolean mayFailWith(Throwable error) {
        return false;
    }

    /** Whether a failure is one that is not promised to be survived. */
    default boolean excuses(WickException error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof DisconnectedException || mayFailWith(cause)) {
                return true;
            }
        }
        return false;
    }
}
