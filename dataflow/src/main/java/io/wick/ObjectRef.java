package io.wick;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * A handle to a value that exists, or will exist, somewhere in the cluster.
 *
 * <p>A ref is complete when its value is known or its task has failed; it never changes after that.
 * Refs are thread-safe and may be captured by functions, passed as arguments, put into collections
 * and returned by tasks. The value a ref gives is shared between its readers on one node: treat it
 * as immutable. The object is released when no handle to it is reachable on any node, or at {@link
 * #free}.
 *
 * <pre>{@code
 * ObjectRef<double[]> xs = wick.put(samples);
 * ObjectRef<Double> mean = wick.submit(() -> Stats.mean(xs.get()));
 * double m = mean.get(Duration.ofSeconds(10));
 * }</pre>
 *
 * @param <T> the type of the value; a task that returns null gives a null value
 */
public interface ObjectRef<T extends @Nullable Object> {
    /**
     * Waits for the value. Inside a task the CPU slot is lent to others while waiting.
     *
     * @throws io.wick.error.TaskFailedException when the task threw; the cause is what it threw
     * @throws io.wick.error.WickException when the value cannot be had: cancelled, lost, infeasible
     */
    T get();

    /**
     * Like {@link #get()}, but waits no longer than {@code timeout}.
     *
     * @throws io.wick.error.GetTimeoutException when the value is not there in time; the task goes
     *     on
     */
    T get(Duration timeout);

    /** Whether the value or a failure is known to this node; never blocks. */
    boolean isDone();

    /**
     * A future that completes with the value, or exceptionally with what {@link #get()} would
     * throw. Completing or cancelling the future has no effect on the task.
     */
    CompletableFuture<T> toCompletableFuture();

    /**
     * Cancels the task that makes this object, and the tasks it has submitted. A queued task never
     * starts, a running one is interrupted.
     *
     * @return false when the ref was complete already, or belongs to another node
     */
    boolean cancel();

    /**
     * Releases the object now, on every node; later {@link #get()} calls on any handle throw {@link
     * io.wick.error.ObjectLostException}. Freeing twice does nothing. An unfinished task is
     * cancelled.
     */
    void free();

    /** A text that names this object in messages and logs. */
    String id();
}
