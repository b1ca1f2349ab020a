package io.wick;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * How a task is to be run. Immutable; each method gives a changed copy.
 *
 * @param name shown in errors, null for the function's own name
 * @param retries how often a task runs again after its node died or threw a {@code retryOn} type
 * @param retryOn exceptions of the function after which the task runs again; none by default
 * @param timeout limit for one attempt from its start to its end, null for none
 * @param resources what the task holds while it runs
 * @param placement where to run
 * @param durable whether a stored result keeps a backup instead of being rebuilt when lost
 * @param speculative whether a slow attempt gets a second one beside it, on another node
 */
public record TaskOptions(
        @Nullable String name,
        int retries,
        List<Class<? extends Throwable>> retryOn,
        @Nullable Duration timeout,
        Resources resources,
        Placement placement,
        boolean durable,
        boolean speculative) {
    /** Three retries, one CPU, placed by input bytes and load. */
    public static final TaskOptions DEFAULT =
            new TaskOptions(
                    null, 3, List.of(), null, Resources.ONE_CPU, Placement.AUTO, false, false);

    public TaskOptions {
        if (retries < 0) {
            throw new IllegalArgumentException("retries must be 0 or more, got " + retries);
        }
        if (timeout != null && (timeout.isNegative() || timeout.isZero())) {
            throw new IllegalArgumentException("timeout must be positive, got " + timeout);
        }
        retryOn = List.copyOf(retryOn);
        Objects.requireNonNull(resources, "resources");
        Objects.requireNonNull(placement, "placement");
        if (speculative && isBound(placement)) {
            throw new IllegalArgumentException(
                    "A speculative task cannot be bound to one place, and this one is: "
                            + placement
                            + ". Leave one of the two out");
        }
    }

    private static boolean isBound(Placement placement) {
        return switch (placement) {
            case Placement.OnNode _, Placement.InGroup _ -> true;
            case Placement.Auto _,
                    Placement.NearRef _,
                    Placement.NearKey _,
                    Placement.Spread _,
                    Placement.WithAttribute _ ->
                    false;
        };
    }

    /** A copy with another name. */
    public TaskOptions withName(String value) {
        return new TaskOptions(
                value, retries, retryOn, timeout, resources, placement, durable, speculative);
    }

    /** A copy with another number of retries. */
    public TaskOptions withRetries(int value) {
        return new TaskOptions(
                name, value, retryOn, timeout, resources, placement, durable, speculative);
    }

    /** A copy that runs again after these exceptions. */
    public TaskOptions withRetryOn(List<Class<? extends Throwable>> value) {
        return new TaskOptions(
                name, retries, value, timeout, resources, placement, durable, speculative);
    }

    /** A copy with a limit for one attempt. */
    public TaskOptions withTimeout(Duration value) {
        return new TaskOptions(
                name, retries, retryOn, value, resources, placement, durable, speculative);
    }

    /** A copy with other resources. */
    public TaskOptions withResources(Resources value) {
        return new TaskOptions(
                name, retries, retryOn, timeout, value, placement, durable, speculative);
    }

    /** A copy with another placement. */
    public TaskOptions withPlacement(Placement value) {
        return new TaskOptions(
                name, retries, retryOn, timeout, resources, value, durable, speculative);
    }

    /** A copy whose stored result keeps a backup. */
    public TaskOptions withDurable(boolean value) {
        return new TaskOptions(
                name, retries, retryOn, timeout, resources, placement, value, speculative);
    }

    /** A copy whose slow attempt gets a second one beside it, on another node. */
    public TaskOptions withSpeculative(boolean value) {
        return new TaskOptions(
                name, retries, retryOn, timeout, resources, placement, durable, value);
    }

    /** Refuses what speculative tasks cannot be. */
    void refuseSpeculative(String what) {
        if (speculative) {
            throw new IllegalArgumentException(
                    what + " cannot be speculative. Leave speculative() out");
        }
    }
}
