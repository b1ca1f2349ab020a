package io.wick.tornado.device;

import io.wick.numeric.ElementType;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;

import java.util.Map;

/** The tasks of reductions, histogram and scan. */
final class FloatReductionTasks {
    private static final String TYPE = ".float";

    /** Elements of a group: what a cache holds. */
    private static final int BLOCK = 8192;

    /** Groups at most: one thread adds up what they leave. */
    private static final int GROUPS = 1024;

    /** Chunks of a scan, at most; each is worth a thread. */
    private static final int CHUNKS = 4096;

    private static final int CHUNK = 64;

    private FloatReductionTasks() {}

    static void addTo(Map<String, DeviceKernel> kernels) {
        kernels.put("sum" + TYPE, FloatReductionTasks::sum);
        kernels.put("dot" + TYPE, FloatReductionTasks::dot);
        kernels.put("moments" + TYPE, FloatReductionTasks::moments);
        kernels.put("min-max" + TYPE, FloatReductionTasks::ends);
        kernels.put("histogram" + TYPE, FloatReductionTasks::histogram);
        kernels.put("scan" + TYPE, FloatReductionTasks::scan);
    }

    private static void sum(Tasks tasks, BoundCall call) {
        int groups = groups(call);
        FloatArray partial = scratch(tasks, groups);
        tasks.graph()
                .task(
                        tasks.next(groups),
                        FloatReductions::sum,
                        new KernelContext(),
                        call.floats(0),
                        partial)
                .task(tasks.next(), FloatReductions::finish, partial, 1, 0, call.floats(1));
    }

    private static void dot(Tasks tasks, BoundCall call) {
        int groups = groups(call);
        FloatArray partial = scratch(tasks, groups);
        tasks.graph()
                .task(
                        tasks.next(groups),
                        FloatReductions::products,
                        new KernelContext(),
                        call.floats(0),
                        call.floats(1),
                        partial)
                .task(tasks.next(), FloatReductions::finish, partial, 1, 0, call.floats(2));
    }

    private static void moments(Tasks tasks, BoundCall call) {
        int groups = groups(call);
        FloatArray x = call.floats(0);
        FloatArray out = call.floats(1);
        FloatArray sums = scratch(tasks, groups);
        FloatArray squares = scratch(tasks, groups);
        FloatArray mean = scratch(tasks, 1);
        int count = x.getSize();
        tasks.graph()
                .task(tasks.next(groups), FloatReductions::sum, new KernelContext(), x, sums)
                .task(tasks.next(), FloatReductions::finish, sums, count, 0, mean)
                .task(
                        tasks.next(groups),
                        FloatReductions::squares,
                        new KernelContext(),
                        x,
                        mean,
                        squares)
                .task(tasks.next(), FloatReductions::finish, sums, count, 0, out)
                .task(tasks.next(), FloatReductions::finish, squares, count, 1, out);
    }

    private static void ends(Tasks tasks, BoundCall call) {
        int groups = groups(call);
        FloatArray partial = scratch(tasks, 2 * groups);
        tasks.graph()
                .task(
                        tasks.next(groups),
                        FloatReductions::ends,
                        new KernelContext(),
                        call.floats(0),
                        partial)
                .task(tasks.next(), FloatReductions::finishEnds, partial, call.floats(1));
    }

    private static void histogram(Tasks tasks, BoundCall call) {
        int groups = groups(call);
        tasks.graph()
                .task(tasks.next(), FloatReductions::clear, call.ints(4))
                .task(
                        tasks.next(groups),
                        FloatReductions::histogram,
                        new KernelContext(),
                        call.floats(0),
                        call.floats(1),
                        call.floats(2),
                        call.ints(4));
    }

    private static void scan(Tasks tasks, BoundCall call) {
        FloatArray x = call.floats(0);
        int chunks = Math.clamp(x.getSize() / CHUNK, 1, CHUNKS);
        FloatArray sums = scratch(tasks, chunks);
        tasks.graph()
                .task(tasks.next(), FloatReductions::chunkSums, x, sums)
                .task(tasks.next(), FloatReductions::exclusive, sums)
                .task(tasks.next(), FloatReductions::scan, x, sums, call.floats(1));
    }

    private static int groups(BoundCall call) {
        return Math.clamp(call.size(0) / BLOCK, 1, GROUPS);
    }

    private static FloatArray scratch(Tasks tasks, int size) {
        return tasks.scratch(ElementType.FLOAT, size, FloatArray.class);
    }
}
