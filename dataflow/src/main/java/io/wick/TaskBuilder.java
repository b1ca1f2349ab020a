package io.wick;

import io.wick.group.PlacementGroup;
import io.wick.spi.Engine;
import io.wick.spi.TaskCall;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * A task about to be submitted: its function, its arguments and how to run it. Each option method
 * changes and returns this builder; {@link #submit} may be called many times. For use by one
 * thread.
 *
 * <pre>{@code
 * ObjectRef<Double> sd = wick.task(Stats::deviation, xs, mean)
 *         .named("deviation").retries(3).resources(r -> r.cpus(1)).submit();
 * }</pre>
 */
public final class TaskBuilder<R extends @Nullable Object> {
    private final Engine engine;
    private final TaskCall call;
    private TaskOptions options = TaskOptions.DEFAULT;

    TaskBuilder(Engine engine, TaskCall call) {
        this.engine = engine;
        this.call = call;
    }

    /** The name shown in errors and logs. */
    public TaskBuilder<R> named(String name) {
        return options(options.withName(name));
    }

    /**
     * How often the task runs again after its node died or a {@link #retryOn} exception; 3 by
     * default.
     */
    public TaskBuilder<R> retries(int retries) {
        return options(options.withRetries(retries));
    }

    /**
     * Exceptions of the function (their subclasses too) after which it runs again; none by default.
     */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public final TaskBuilder<R> retryOn(Class<? extends Throwable>... types) {
        return options(options.withRetryOn(Arrays.asList(types)));
    }

    /** A limit for one attempt; past it the task is interrupted and fails. */
    public TaskBuilder<R> timeout(Duration timeout) {
        return options(options.withTimeout(timeout));
    }

    /** Changes what the task holds while it runs, starting from one CPU. */
    public TaskBuilder<R> resources(UnaryOperator<Resources> change) {
        return options(options.withResources(change.apply(options.resources())));
    }

    /** Runs where the object of this ref is. */
    public TaskBuilder<R> near(ObjectRef<?> ref) {
        return options(
                options.withPlacement(new Placement.NearRef(Objects.requireNonNull(ref, "ref"))));
    }

    /** Runs on the primary node of a key of an Ignite cache. */
    public TaskBuilder<R> nearKey(String cache, Object key) {
        return options(
                options.withPlacement(
                        new Placement.NearKey(
                                Objects.requireNonNull(cache, "cache"),
                                Objects.requireNonNull(key, "key"))));
    }

    /** Runs on this node only. */
    public TaskBuilder<R> onNode(UUID node) {
        return options(
                options.withPlacement(new Placement.OnNode(Objects.requireNonNull(node, "node"))));
    }

    /** Runs on the nodes in turn. */
    public TaskBuilder<R> spread() {
        return options(options.withPlacement(new Placement.Spread()));
    }

    /** Runs on a node with this attribute. */
    public TaskBuilder<R> whereAttribute(String name, String value) {
        return options(
                options.withPlacement(
                        new Placement.WithAttribute(
                                Objects.requireNonNull(name, "name"),
                                Objects.requireNonNull(value, "value"))));
    }

    /**
     * Runs in a bundle of a placement group, from 0, and holds what it needs of what that bundle
     * has reserved. Waits until the group is placed.
     */
    public TaskBuilder<R> in(PlacementGroup group, int bundle) {
        return options(
                options.withPlacement(
                        new Placement.InGroup(Objects.requireNonNull(group, "group"), bundle)));
    }

    /** Keeps a backup of a stored result, so that it is not rebuilt when its node dies. */
    public TaskBuilder<R> durable() {
        return options(options.withDurable(true));
    }

    /**
     * Lets a second attempt run on another node when this one takes much longer than others of its
     * function and name: the first result counts, the other attempt is cancelled. A failed attempt
     * is dropped while the other runs; the task fails when both have.
     *
     * <p>An attempt takes long when 8 such tasks of this node, and three of four, have given their
     * results, and it has taken 1.5 times their median and 0.1 s. A second one begins only where
     * there is room for it. The function must be idempotent, as it may run twice at a time, and
     * should end when it is interrupted. It begins a message round trip later than others.
     *
     * @throws IllegalArgumentException when it is bound to one node or bundle; {@link #split}
     *     refuses it too
     */
    public TaskBuilder<R> speculative() {
        return options(options.withSpeculative(true));
    }

    /** Replaces all options at once. */
    public TaskBuilder<R> options(TaskOptions options) {
        this.options = Objects.requireNonNull(options, "options");
        return this;
    }

    /**
     * Submits the task.
     *
     * @throws io.wick.error.SerializationException when the function or an argument cannot travel;
     *     names the field
     * @throws io.wick.error.ClosedException when the engine is closed
     * @throws io.wick.error.InfeasibleException when it asks for more than its bundle has
     */
    public ObjectRef<R> submit() {
        options.placement().check(options.resources());
        return engine.submit(call, options);
    }

    /**
     * Submits the task with several returns: {@code parts} cuts its result, where it ran, into
     * {@code count} objects of their own.
     *
     * @throws IllegalArgumentException when count is not positive, or the task is speculative
     */
    public <T> List<ObjectRef<T>> split(
            int count, Fn1<? super R, ? extends List<? extends T>> parts) {
        if (count < 1) {
            throw new IllegalArgumentException("split needs a count of 1 or more, got " + count);
        }
        options.refuseSpeculative("A task with several results");
        options.placement().check(options.resources());
        return engine.split(call, options, count, Objects.requireNonNull(parts, "parts"));
    }
}
