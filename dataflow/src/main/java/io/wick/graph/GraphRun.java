package io.wick.graph;

import io.wick.ObjectRef;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;

/** One run of a plan. Thread-safe. */
public interface GraphRun<R extends @Nullable Object> {
    /** The result, as a ref that tasks and other runs can take. */
    ObjectRef<R> result();

    /**
     * The values of the graph's result vertices one by one, in their order: with {@link
     * RunOptions#continueOnError} some may be there while others failed.
     */
    List<ObjectRef<?>> parts();

    /**
     * Waits for the whole run and gives the result.
     *
     * @throws io.wick.error.TaskFailedException when a vertex failed; its cause is the user's
     * @throws io.wick.error.DependencyFailedException when an input of the result failed
     * @throws io.wick.error.TaskCancelledException when the run was cancelled
     * @throws io.wick.error.TaskTimeoutException when the run took longer than it may
     */
    R get();

    /**
     * Like {@link #get()} within a time.
     *
     * @throws io.wick.error.GetTimeoutException when the time is over; the run goes on
     */
    R get(Duration timeout);

    /** Whether the run has ended, in whatever way. */
    boolean isDone();

    /**
     * Ends the run: what runs is interrupted, what waits does not start. False when it was over.
     */
    boolean cancel();

    /** Waits for the end of the run and tells what happened, also for a failed one. */
    RunReport report();
}
