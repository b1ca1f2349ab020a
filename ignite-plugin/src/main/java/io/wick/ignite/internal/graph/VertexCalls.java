package io.wick.ignite.internal.graph;

import io.wick.error.DependencyFailedException;
import io.wick.error.PipelineException;
import io.wick.error.TaskFailedException;
import io.wick.error.TaskInfo;
import io.wick.error.WickException;
import io.wick.graph.CachePartition;
import io.wick.ignite.internal.codec.Codec;
import io.wick.ignite.internal.object.Encoded;
import io.wick.ignite.internal.object.Errors;
import io.wick.ignite.internal.object.Failure;
import io.wick.ignite.internal.object.OnDisk;
import io.wick.ignite.internal.object.Ref;
import io.wick.ignite.internal.object.RefHome;
import io.wick.ignite.internal.object.StoredObject;
import io.wick.internal.numeric.DeferredKernels;
import io.wick.internal.planner.Program;
import io.wick.internal.scheduler.Placer;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How a vertex of an epoch is run: its inputs collected and decoded, its function called, its
 * failure told. Called by the worker that runs the vertex.
 */
final class VertexCalls {
    /** Stands for an input that is gone with its node. */
    static final Object LOST = new Object();

    private final EpochRun epoch;
    private final Program program;
    private final RunContext context;
    private final Map<Integer, Object> inputs;
    private final @Nullable Object[] values;

    /** Which node stored a value that came from elsewhere, until it is fetched. */
    private final Map<Integer, UUID> storedAt = new ConcurrentHashMap<>();

    /**
     * @param values the values of the epoch, shared with it
     * @param inputs the values of the input vertices
     */
    VertexCalls(EpochRun epoch, @Nullable Object[] values, Map<Integer, Object> inputs) {
        this.epoch = epoch;
        this.program = epoch.program();
        this.context = epoch.context();
        this.values = values;
        this.inputs = inputs;
    }

    /** A value came that is stored on another node. */
    void isStoredAt(int value, UUID node) {
        storedAt.put(value, node);
    }

    /**
     * Collects the inputs of a vertex.
     *
     * @return an {@code Object[]}; a {@link Failure} when an input failed, which is then the
     *     vertex's outcome; null when the vertex is to be left undone
     */
    @Nullable Object gather(int v, Meter into) {
        int from = program.inputStart()[v];
        int count = program.inputStart()[v + 1] - from;
        var in = new @Nullable Object[count];
        boolean here = true;
        for (int i = 0; i < count; i++) {
            Object value = resolve(program.inputs()[from + i]);
            if (value instanceof Failure failure) {
                return new Failure(dependencyFailed(v, program.inputs()[from + i], failure));
            }
            if (value == LOST) {
                return null; // its node has left: the owner of the run will plan anew
            }
            if (value instanceof CachePartition<?, ?> partition) {
                here &= isHere(partition);
            }
            in[i] = value == Ref.NULL ? null : value;
        }
        if (!here) {
            epoch.displace();
            return null;
        }
        if (count > 0) {
            countAffinity(v, in, into);
        }
        return in;
    }

    /** Runs a vertex; gives its outcome, or null when it is to be left undone. */
    @Nullable Object call(int v, @Nullable Object[] in, VertexRunner runner) {
        StageCode stage = epoch.stage(v);
        int vertex = program.vertex()[v];
        for (int attempt = 1; ; attempt++) {
            try {
                Object value =
                        switch (stage.kind()) {
                            case CALL -> function(stage, v, in);
                            case CONSTANT -> stage.value();
                            case INPUT -> input(vertex);
                            case KEY -> keyValue(stage, vertex);
                            case PARTITION -> partition(stage, vertex);
                        };
                return value == null ? Ref.NULL : value;
            } catch (Displaced e) {
                epoch.displace();
                return null;
            } catch (Throwable e) {
                if (runner.isInterrupted()) {
                    return null;
                }
                if (attempt > stage.retries() || !stage.retriesAfter(e)) {
                    return new Failure(failed(stage, vertex, attempt, e));
                }
            }
        }
    }

    private @Nullable Object function(StageCode stage, int v, @Nullable Object[] in)
            throws Exception {
        int vertex = program.vertex()[v];
        return stage.runsKernels() && isForKernelsHere(v)
                ? DeferredKernels.offered(() -> stage.call(vertex, in))
                : stage.call(vertex, in);
    }

    /** Whether one vertex takes its value, which runs kernels too, and here. */
    private boolean isForKernelsHere(int v) {
        int first = program.consumerStart()[v];
        return program.consumerStart()[v + 1] == first + 1
                && !epoch.isWantedElsewhere(v)
                && epoch.stage(program.consumers()[first]).runsKernels();
    }

    private @Nullable Object input(int vertex) {
        Object value = inputs.get(vertex);
        return value instanceof Ref<?> ref ? ref.get() : value;
    }

    private @Nullable Object keyValue(StageCode stage, int vertex) throws Displaced {
        Object key = stage.parameter(vertex);
        String cache = stage.cache();
        if (key == null || cache == null) {
            throw new IllegalStateException("A key of stage '" + stage.name() + "' is missing");
        }
        if (!epoch.isStopped() && !context.sources().isKeyHere(cache, key)) {
            throw new Displaced();
        }
        return context.sources().value(cache, key);
    }

    private CachePartition<?, ?> partition(StageCode stage, int vertex) throws Displaced {
        String cache = stage.cache();
        var partition = new CachePartition<>(cache == null ? "" : cache, vertex - stage.first());
        if (!epoch.isStopped() && !isHere(partition)) {
            throw new Displaced();
        }
        return partition;
    }

    private boolean isHere(CachePartition<?, ?> partition) {
        return context.sources().isPartitionHere(partition.cache(), partition.partition());
    }

    /** The data of a source is elsewhere. */
    private static final class Displaced extends Exception {
        private static final long serialVersionUID = 1L;

        Displaced() {
            super("displaced", null, false, false);
        }
    }

    /** The value of an input, decoded; a {@link Failure}, {@link Ref#NULL} or LOST. */
    Object resolve(int value) {
        Object outcome = values[value];
        if (outcome instanceof OnDisk kept) {
            return load(value, kept);
        }
        if (!(outcome instanceof Encoded) && !(outcome instanceof StoredObject)) {
            return outcome == null ? LOST : outcome;
        }
        Object decoded;
        try {
            decoded = context.refs().decode(outcome);
        } catch (WickException e) {
            return new Failure(e);
        }
        if (decoded == RefHome.GONE) {
            Object now = values[value];
            if (now != null && now != outcome) {
                return now; // another vertex has fetched it meanwhile, and its maker let it go
            }
            values[value] = null; // not kept any more
            return LOST;
        }
        Object known = decoded == null ? Ref.NULL : decoded;
        values[value] = known;
        if (outcome instanceof StoredObject stored) {
            UUID from = storedAt.remove(value);
            if (from != null) {
                epoch.run.taken(from, stored.key());
            }
        }
        return known;
    }

    private Object load(int value, OnDisk kept) {
        Object read = context.disk().read(kept, epoch.loaded().application());
        if (read == null) {
            if (!epoch.isStopped()) { // its end interrupts those that read
                epoch.run.spoilt(kept);
            }
            return LOST;
        }
        values[value] = read;
        return read;
    }

    private void countAffinity(int v, @Nullable Object[] in, Meter into) {
        if (program.externals() == 0) {
            return; // all inputs of all vertices are here
        }
        long here = 0;
        long elsewhere = 0;
        int from = program.inputStart()[v];
        for (int i = 0; i < in.length; i++) {
            Object value = in[i];
            if (value instanceof Number) {
                continue;
            }
            int number = program.inputs()[from + i];
            boolean external =
                    number >= program.locals() && number < program.locals() + program.externals();
            long bytes =
                    value instanceof CachePartition<?, ?>
                            ? Placer.LOCALITY_BYTES
                            : Codec.estimateBytes(value);
            if (external && !(value instanceof CachePartition<?, ?>)) {
                elsewhere = Math.max(elsewhere, bytes);
            } else {
                here = Math.max(here, bytes);
            }
        }
        if (Math.max(here, elsewhere) >= Placer.LOCALITY_BYTES) {
            into.withLarge++;
            into.atLargest += here >= elsewhere ? 1 : 0;
        }
    }

    private WickException failed(StageCode stage, int vertex, int attempt, Throwable thrown) {
        if (stage.kind() != StageCode.Kind.CALL && thrown instanceof WickException own) {
            return own;
        }
        return new TaskFailedException(
                new TaskInfo(stage.vertexName(vertex), context.local(), attempt),
                thrown instanceof PipelineException told
                        ? String.valueOf(told.getMessage()) // says the stage and what it threw
                        : "The function threw " + Errors.text(thrown),
                thrown);
    }

    private WickException dependencyFailed(int v, int input, Failure failure) {
        String name = "'" + epoch.loaded().nameOf(program.vertex()[input]) + "'";
        var info = new TaskInfo(epoch.describe(v), null, 1);
        if (failure.error() instanceof DependencyFailedException before) {
            return before.further(info, name);
        }
        return DependencyFailedException.of(info, name, failure.error());
    }
}
