package io.wick.graph;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * How a run behaves. Immutable.
 *
 * @param timeout limit for the whole run; null for none
 * @param continueOnError whether vertices that do not depend on a failed one still run; by default
 *     the first failure ends the run
 */
public record RunOptions(@Nullable Duration timeout, boolean continueOnError) {
    /** No limit; the first failure ends the run. */
    public static final RunOptions DEFAULT = new RunOptions(null, false);

    public RunOptions {
        if (timeout != null && (timeout.isNegative() || timeout.isZero())) {
            throw new IllegalArgumentException("timeout must be positive, got " + timeout);
        }
    }

    /** A copy with a limit for the whole run. */
    public RunOptions withTimeout(Duration value) {
        return new RunOptions(value, continueOnError);
    }

    /** A copy that goes on with what does not depend on a failed vertex. */
    public RunOptions withContinueOnError() {
        return new RunOptions(timeout, true);
    }
}
