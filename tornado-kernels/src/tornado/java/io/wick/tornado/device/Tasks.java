package io.wick.tornado.device;

import io.wick.numeric.ElementType;

import org.jspecify.annotations.Nullable;

import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.WorkerGrid;
import uk.ac.manchester.tornado.api.WorkerGrid1D;
import uk.ac.manchester.tornado.api.WorkerGrid2D;

import java.util.concurrent.atomic.AtomicLong;

/** The graph of a plan while kernels add their tasks to it; for one thread. */
final class Tasks {
    /** Threads of a group of a kernel with local memory: what every device can hold. */
    static final int GROUP = 256;

    private static final int SIDE = 8;

    private static final AtomicLong PLANS = new AtomicLong();

    private final String name = "wick" + PLANS.incrementAndGet();
    private final TaskGraph graph = new TaskGraph(name);
    private final GridScheduler grids = new GridScheduler();
    private int tasks;
    private boolean hasGrids;
    private long scratch;

    /** TornadoVM's graph, to add a task to under {@link #next}. */
    TaskGraph graph() {
        return graph;
    }

    /** The name of the next task. */
    String next() {
        return "t" + tasks++;
    }

    /** The name of the next task, which has so many threads, in groups of {@link #GROUP}. */
    String next(int groups) {
        var grid = new WorkerGrid1D(groups * GROUP);
        grid.setLocalWork(GROUP, 1, 1);
        return next(grid);
    }

    /** The name of the next task, which has at least these threads, in square groups. */
    String next(int across, int down) {
        var grid = new WorkerGrid2D(padded(across), padded(down));
        grid.setLocalWork(SIDE, SIDE, 1);
        return next(grid);
    }

    /** An array that only the device sees. */
    <T> T scratch(ElementType type, int size, Class<T> array) {
        var made = Slot.allocate(type, size);
        scratch += made.getNumBytesOfSegmentWithHeader();
        return array.cast(made);
    }

    /** The grids of tasks that have one; null when no task has. */
    @Nullable GridScheduler grids() {
        return hasGrids ? grids : null;
    }

    /** Bytes that {@link #scratch} arrays take. */
    long scratchBytes() {
        return scratch;
    }

    private static int padded(int threads) {
        return (threads + SIDE - 1) / SIDE * SIDE;
    }

    private String next(WorkerGrid grid) {
        String task = next();
        grids.addWorkerGrid(name + "." + task, grid);
        hasGrids = true;
        return task;
    }
}
