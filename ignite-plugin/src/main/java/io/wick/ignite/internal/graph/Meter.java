package io.wick.ignite.internal.graph;

import io.wick.error.SerializationException;
import io.wick.ignite.internal.codec.ByteReader;
import io.wick.ignite.internal.codec.ByteWriter;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * What was measured on a node during an epoch. Filled by one worker, or under the epoch's monitor;
 * workers have one each, which are added up.
 */
final class Meter {
    private static final VarHandle COUNT;

    static {
        try {
            COUNT = MethodHandles.lookup().findVarHandle(Meter.class, "finishedCount", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    long vertices;
    long withLarge;
    long atLargest;
    long busyNanos;
    final Traffic traffic = new Traffic();
    final KernelTally kernels = new KernelTally();

    private int[] finished = new int[64];
    private volatile int finishedCount;

    /** By stage id: sum and number of measured times, sum and number of measured sizes. */
    private final long[] @Nullable [] stages;

    Meter(int stageCount) {
        stages = new long[stageCount][];
    }

    /** A vertex has run; called by one thread at a time. */
    void finished(int v) {
        int at = finishedCount;
        if (at == finished.length) {
            finished = Arrays.copyOf(finished, 2 * at);
        }
        finished[at] = v;
        COUNT.setRelease(this, at + 1);
    }

    /** The vertices that have run, as far as this thread can see. */
    void eachFinished(IntConsumer action) {
        int count = finishedCount;
        int[] vertices = finished;
        for (int i = 0; i < count; i++) {
            action.accept(vertices[i]);
        }
    }

    void time(int stage, long nanos) {
        long[] sums = of(stage);
        sums[0] += nanos;
        sums[1]++;
    }

    void size(int stage, long bytes) {
        long[] sums = of(stage);
        sums[2] += bytes;
        sums[3]++;
    }

    private long[] of(int stage) {
        long[] sums = stages[stage];
        if (sums == null) {
            stages[stage] = sums = new long[4];
        }
        return sums;
    }

    int stageCount() {
        return stages.length;
    }

    /** Sum and number of times, sum and number of sizes; null when nothing was measured. */
    long @Nullable [] stage(int stage) {
        return stages[stage];
    }

    void add(Meter other) {
        vertices += other.vertices;
        withLarge += other.withLarge;
        atLargest += other.atLargest;
        busyNanos += other.busyNanos;
        other.traffic
                .counts()
                .forEach(
                        (pair, count) ->
                                traffic.add(
                                        (int) (pair >> 32),
                                        pair.intValue(),
                                        count.values.sum(),
                                        count.bytes.sum()));
        kernels.add(other.kernels);
        for (int stage = 0; stage < stages.length; stage++) {
            long[] sums = other.stages[stage];
            if (sums != null) {
                long[] mine = of(stage);
                for (int i = 0; i < mine.length; i++) {
                    mine[i] += sums[i];
                }
            }
        }
    }

    void write(ByteWriter out) {
        out.varlong(vertices).varlong(withLarge).varlong(atLargest).varlong(busyNanos);
        out.varint(stages.length);
        for (int stage = 0; stage < stages.length; stage++) {
            long[] sums = stages[stage];
            if (sums != null) {
                out.varint(stage + 1);
                for (long sum : sums) {
                    out.varlong(sum);
                }
            }
        }
        out.varint(0);
        out.varint(traffic.counts().size());
        traffic.counts()
                .forEach(
                        (pair, count) ->
                                out.long8(pair)
                                        .varlong(count.values.sum())
                                        .varlong(count.bytes.sum()));
        kernels.write(out);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param stageCount of the graph
     */
    static Meter read(ByteReader in, int stageCount) {
        long vertices = in.varlong();
        long withLarge = in.varlong();
        long atLargest = in.varlong();
        long busy = in.varlong();
        checkStage(in.varint(), stageCount + 1);
        var meter = new Meter(stageCount);
        meter.vertices = vertices;
        meter.withLarge = withLarge;
        meter.atLargest = atLargest;
        meter.busyNanos = busy;
        for (int stage = in.varint(); stage > 0; stage = in.varint()) {
            checkStage(stage - 1, stageCount);
            long[] sums = meter.of(stage - 1);
            for (int i = 0; i < sums.length; i++) {
                sums[i] = in.varlong();
            }
        }
        int pairs = in.varint();
        for (int i = 0; i < pairs; i++) {
            long pair = in.long8();
            checkStage((int) (pair >> 32), stageCount);
            checkStage((int) pair, stageCount);
            meter.traffic.add((int) (pair >> 32), (int) pair, in.varlong(), in.varlong());
        }
        meter.kernels.read(in, stageCount);
        return meter;
    }

    /** Checks the number of a stage in what another node tells. */
    static void checkStage(int stage, int count) {
        if (stage < 0 || stage >= count) {
            throw new SerializationException(
                    "Corrupted bytes: stage " + stage + " of a graph with " + count);
        }
    }
}
