package io.wick.pipeline;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/** One run of a query. Thread-safe. */
public interface PipelineRun<R extends @Nullable Object> {
    /**
     * Waits for the end and gives the result.
     *
     * @throws io.wick.error.TaskFailedException when a stage failed; its cause says which and where
     * @throws io.wick.error.TaskCancelledException when the run was cancelled
     */
    R get();

    /**
     * Like {@link #get()} within a time.
     *
     * @throws io.wick.error.GetTimeoutException when the time is over; the run goes on
     */
    R get(Duration timeout);

    /** Whether it has ended, in whatever way. */
    boolean isDone();

    /** Ends the run. False when it was over. */
    boolean cancel();

    /** What has been done so far; counts a vertex when it has ended. Does not wait. */
    PipelineProgress progress();

    /** Waits for the end, whatever it is, and tells what was done. */
    PipelineReport report();
}
