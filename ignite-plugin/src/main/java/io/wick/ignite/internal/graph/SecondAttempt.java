package io.wick.ignite.internal.graph;

import io.wick.ObjectRef;
import io.wick.Placement;
import io.wick.TaskOptions;
import io.wick.graph.CachePartition;
import io.wick.ignite.internal.function.FunctionShape;
import io.wick.ignite.internal.object.Encoded;
import io.wick.ignite.internal.object.Failure;
import io.wick.ignite.internal.object.Ref;
import io.wick.ignite.internal.object.RefHome;
import io.wick.ignite.internal.object.StoredObject;
import io.wick.ignite.internal.task.Task;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.Serializable;
import java.time.Duration;
import java.util.UUID;

/**
 * A second attempt of a vertex, beside the first: a task that the first one's node sends to another
 * node, once. Its value becomes that of the vertex where the first one runs, unless that is done
 * before, so that nobody else needs to know. The first cancels it when it ends in any other way.
 */
final class SecondAttempt extends Task {
    private static final Logger LOG = LoggerFactory.getLogger(SecondAttempt.class);

    private final VertexWork first;

    private SecondAttempt(
            VertexWork first, Serializable fn, @Nullable Object[] arguments, TaskOptions options) {
        super(
                first.epoch().context().tasks(),
                fn,
                arguments,
                options,
                FunctionShape.of(fn.getClass()),
                first.application());
        this.first = first;
    }

    /** Begins one, unless what it needs cannot travel. Returns at once. */
    static void begin(VertexWork first, UUID to) {
        first.epoch().context().executor().submit(new Errand(first, () -> send(first, to)));
    }

    private static void send(VertexWork first, UUID to) {
        SecondAttempt second = null;
        try {
            second = made(first, to);
        } catch (RuntimeException | Error e) { // what users wrote may throw anything
            LOG.debug("No second attempt of {} can be made", first, e);
        }
        if (second != null && first.doubles(second)) {
            second.submit();
        }
    }

    private void submit() {
        try {
            owner.submitSecond(this);
        } catch (RuntimeException | Error e) {
            LOG.debug("The second attempt of {} cannot be sent", first, e);
            var unused = cancel();
        }
    }

    /** Null when the vertex has to be where it is, or its inputs are gone. */
    private static @Nullable SecondAttempt made(VertexWork first, UUID to) {
        StageCode stage = first.stage();
        if (!(first.inputs() instanceof Object[] in)
                || !(stage.function() instanceof Serializable fn)) {
            return null;
        }
        for (Object input : in) {
            if (input instanceof CachePartition<?, ?>) {
                return null;
            }
        }
        @Nullable Object[] arguments = stage.arguments(first.ofGraph(), in);
        for (Object argument : arguments) {
            if (argument instanceof ObjectRef<?>) {
                return null; // a task would get its value
            }
        }
        return new SecondAttempt(first, fn, arguments, options(first, to));
    }

    private static TaskOptions options(VertexWork first, UUID to) {
        StageCode stage = first.stage();
        TaskOptions options =
                TaskOptions.DEFAULT
                        .withName(stage.vertexName(first.ofGraph()))
                        .withRetries(0)
                        .withResources(stage.resources())
                        .withPlacement(new Placement.OnNode(to));
        return stage.timeoutNanos() == 0
                ? options
                : options.withTimeout(Duration.ofNanos(stage.timeoutNanos()));
    }

    @Override
    protected boolean mayRunAgain() {
        return false;
    }

    @Override
    protected void settled() {
        Object outcome = ref().outcome();
        if (outcome == null || outcome instanceof Failure) {
            LOG.debug("The second attempt of {} gave nothing: {}", first, outcome);
            first.secondFailed(this);
        } else {
            first.epoch().context().executor().submit(new Errand(first, () -> handOver(outcome)));
        }
    }

    private void handOver(Object outcome) {
        Object value = value(outcome);
        if (outcome instanceof StoredObject stored) {
            stored.release();
        }
        if (value == RefHome.GONE) {
            first.secondFailed(this);
        } else {
            first.overtaken(value);
        }
    }

    /** What it gave, or {@link RefHome#GONE}. */
    private Object value(Object outcome) {
        if (!(outcome instanceof Encoded) && !(outcome instanceof StoredObject)) {
            return outcome;
        }
        try {
            Object value = first.epoch().context().refs().decode(outcome);
            return value == null ? Ref.NULL : value;
        } catch (RuntimeException | Error e) { // what users wrote may throw anything
            LOG.debug("What the second attempt of {} gave cannot be read", first, e);
            return RefHome.GONE;
        }
    }
}
