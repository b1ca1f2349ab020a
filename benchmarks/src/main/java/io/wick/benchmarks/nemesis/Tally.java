package io.wick.benchmarks.nemesis;

import io.wick.testkit.history.Outcome;

import java.time.Duration;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** Counts what callers were told. Thread-safe. */
final class Tally {
    private final LongAdder calls = new LongAdder();
    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder unknown = new LongAdder();
    private final LongAdder repeated = new LongAdder();

    private final LongAccumulator slowestNanos = new LongAccumulator(Math::max, 0);

    /** What was done took so long. */
    void took(long nanos) {
        slowestNanos.accumulate(nanos);
    }

    void called() {
        calls.increment();
    }

    /** The caller asks for the same again, because it does not know what came of it. */
    void repeated() {
        repeated.increment();
    }

    void ended(Outcome<?> outcome) {
        LongAdder counter =
                switch (outcome) {
                    case Outcome.Answered<?> _ -> acknowledged;
                    case Outcome.Refused<?> _ -> refused;
                    case Outcome.Unknown<?> _ -> unknown;
                };
        counter.increment();
    }

    Counts counts() {
        return new Counts(
                calls.sum(),
                acknowledged.sum(),
                refused.sum(),
                unknown.sum(),
                repeated.sum(),
                Duration.ofNanos(slowestNanos.get()));
    }

    /**
     * The counts at a moment.
     *
     * @param calls made by callers
     * @param acknowledged that gave a result
     * @param refused that failed with an error that promises that they did not run
     * @param unknown that failed with another error, or were not answered in time
     * @param repeated calls that ask again for what was unknown
     * @param slowest of those that were measured
     */
    record Counts(
            long calls,
            long acknowledged,
            long refused,
            long unknown,
            long repeated,
            Duration slowest) {}
}
