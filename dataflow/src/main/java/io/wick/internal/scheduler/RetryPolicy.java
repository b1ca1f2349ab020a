package io.wick.internal.scheduler;

import io.wick.TaskOptions;

/** Whether a failed attempt is followed by another. Pure. */
public final class RetryPolicy {
    private RetryPolicy() {}

    /** Why an attempt ended without a result. */
    public enum Failure {
        /** Its node left the cluster or died before the result came: retried. */
        NODE_LOST,
        /** The function threw: retried only when asked for. */
        THREW,
        /** The attempt never started through no fault of the task: retried without counting. */
        NOT_STARTED
    }

    /** What to do next. */
    public enum Decision {
        /** Place it again with the next attempt number. */
        RETRY,
        /** Tell its ref. */
        FAIL,
        /** Tell its ref that it is taken for what kills its nodes. */
        POISON
    }

    /**
     * Decides after attempt number {@code attempt} was lost with its node.
     *
     * @param suspicion what the task is suspected of, this loss included
     */
    public static Decision afterLoss(int attempt, Suspicion suspicion, TaskOptions options) {
        return suspicion.isPoison()
                ? Decision.POISON
                : decide(Failure.NODE_LOST, suspicion.counted(attempt), false, options);
    }

    /**
     * Decides after attempt number {@code attempt}, 1 for the first of those that count.
     *
     * @param retryable whether what the function threw is one of the task's {@code retryOn} types
     */
    public static Decision decide(
            Failure failure, int attempt, boolean retryable, TaskOptions options) {
        boolean left = attempt <= options.retries();
        return switch (failure) {
            case NODE_LOST -> left ? Decision.RETRY : Decision.FAIL;
            case THREW -> left && retryable ? Decision.RETRY : Decision.FAIL;
            case NOT_STARTED -> Decision.RETRY;
        };
    }
}
