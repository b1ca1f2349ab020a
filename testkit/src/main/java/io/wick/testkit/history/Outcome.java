package io.wick.testkit.history;

import io.wick.error.ActorUnavailableException;
import io.wick.error.InfeasibleException;
import io.wick.error.MailboxFullException;

/**
 * What a caller learnt of an operation. Immutable.
 *
 * @param <O> what the operation gives
 */
public sealed interface Outcome<O> {
    /** It took effect, once, between its invocation and its answer. */
    record Answered<O>(O output) implements Outcome<O> {}

    /** It never took effect and never will. */
    record Refused<O>() implements Outcome<O> {}

    /** It took effect at some time after its invocation, perhaps later than now, or never. */
    record Unknown<O>() implements Outcome<O> {}

    /** What an error of a call tells: errors that promise that it did not run, and all others. */
    static <O> Outcome<O> ofError(Throwable error) {
        return switch (error) {
            case ActorUnavailableException _, MailboxFullException _, InfeasibleException _ ->
                    new Refused<>();
            default -> new Unknown<>();
        };
    }
}
