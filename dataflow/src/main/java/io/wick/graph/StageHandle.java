package io.wick.graph;

import io.wick.Placement;
import io.wick.Resources;
import io.wick.TaskOptions;
import io.wick.internal.graph.GraphDraft;

import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * The options that a stage of tasks has while its graph is being built. They hold for each of its
 * vertices. Each method changes the stage and returns this.
 *
 * @param <S> the handle itself
 */
abstract sealed class StageHandle<S extends StageHandle<S>> permits Vertex, Vertices {
    final GraphDraft draft;
    final int stage;

    StageHandle(GraphDraft draft, int stage) {
        this.draft = draft;
        this.stage = stage;
    }

    abstract S self();

    /** Refuses an option that would hold for more than this handle stands for. */
    abstract void checkWhole(String option);

    /** Changes what a task holds while it runs, starting from one CPU. */
    public S resources(UnaryOperator<Resources> change) {
        return change(
                "resources",
                change,
                "change",
                (options, by) -> options.withResources(by.apply(options.resources())));
    }

    /**
     * How often a task runs again after its node died or a {@link #retryOn} exception; 3 by
     * default.
     *
     * @throws IllegalArgumentException when negative
     */
    public S retries(int retries) {
        return change("retries", retries, "retries", (options, by) -> options.withRetries(by));
    }

    /**
     * Exceptions of the function (their subclasses too) after which it runs again; none by default.
     */
    @SafeVarargs
    @SuppressWarnings("varargs")
    public final S retryOn(Class<? extends Throwable>... types) {
        return change(
                "retryOn", Arrays.asList(types), "types", (options, by) -> options.withRetryOn(by));
    }

    /**
     * A limit for one attempt; past it the task is interrupted and fails.
     *
     * @throws IllegalArgumentException when not positive
     */
    public S timeout(Duration timeout) {
        return change("timeout", timeout, "timeout", (options, by) -> options.withTimeout(by));
    }

    /** Runs on the primary node of a key of an Ignite cache. */
    public S nearKey(String cache, Object key) {
        return placed(
                "nearKey",
                new Placement.NearKey(
                        Objects.requireNonNull(cache, "cache"),
                        Objects.requireNonNull(key, "key")));
    }

    /** Runs on this node only. */
    public S onNode(UUID node) {
        return placed("onNode", new Placement.OnNode(Objects.requireNonNull(node, "node")));
    }

    /** Runs on the nodes in turn. */
    public S spread() {
        return placed("spread", new Placement.Spread());
    }

    /** Runs on a node with this attribute. */
    public S whereAttribute(String name, String value) {
        return placed(
                "whereAttribute",
                new Placement.WithAttribute(
                        Objects.requireNonNull(name, "name"),
                        Objects.requireNonNull(value, "value")));
    }

    /**
     * What one task is expected to take, for the planner until runs have been measured.
     *
     * @param time of one task; zero when unknown
     * @param bytes of the value it gives, as it travels
     * @throws IllegalArgumentException when one is negative
     */
    public S expects(Duration time, long bytes) {
        checkWhole("expects");
        draft.expect(stage, Objects.requireNonNull(time, "time"), bytes);
        return self();
    }

    /**
     * Lets a second attempt of a vertex run on another node when the vertex takes much longer than
     * others of its stage, wherever those ran: the first result counts, the other attempt is
     * cancelled. A second attempt that fails is dropped and the first goes on; when the first
     * fails, the vertex has failed.
     *
     * <p>A vertex takes long when half of its stage, and three vertices, have given their values,
     * and it has run 1.5 times their median and 0.1 s. One that waits for a CPU of its node for so
     * long gets a second attempt too. The second begins only on a node that has room for it, once
     * for each time the vertex is run, and not when the function or the inputs cannot travel, or an
     * input is a partition of a cache. The function must be idempotent, as it may run twice at a
     * time, and should end when it is interrupted. Each vertex of the stage is scheduled by itself,
     * like one with {@link #resources}, which costs microseconds.
     *
     * @throws IllegalArgumentException when it is bound to one node
     */
    public S speculative() {
        return change("speculative", true, "speculative", TaskOptions::withSpeculative);
    }

    private S placed(String option, Placement placement) {
        return change(option, placement, "placement", (options, by) -> options.withPlacement(by));
    }

    private <V> S change(
            String option, V value, String named, BiFunction<TaskOptions, V, TaskOptions> with) {
        Objects.requireNonNull(value, named);
        checkWhole(option);
        draft.change(stage, option, options -> with.apply(options, value));
        return self();
    }
}
