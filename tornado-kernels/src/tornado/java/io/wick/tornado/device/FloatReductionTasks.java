package io.wick.tornado.device;

import io.wick.numeric.ElementType;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;

import java.util.Map;

/** The tasks of reductions, histogram and scan. */
final class FloatReductionTasks {
    private static final String TYPE = ".float";

    /** Partial results of a reduction; enough groups for any device. */
    private static final int GROUPS = 64;

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
        FloatArray partial = scratch(tasks, GROUPS);
        tasks.graph()
                .task(
                        tasks.next(GROUPS),
                        FloatReductions::sum,
                        new KernelContext(),
                        call.floats(0),
                        partial)
                .task(tasks.next(), FloatReductions::finish, partial, 1, 0, call.floats(1));
    }

    private static void dot(Tasks tasks, BoundCall call) {
        FloatArray partial = scratch(tasks, GROUPS);
        tasks.graph()
                .task(
                        tasks.next(GROUPS),
                        FloatReductions::products,
                        new KernelContext(),
                        call.floats(0),
                        call.floats(1),
                        partial)
                .task(tasks.next(), FloatReductions::finish, partial, 1, 0, call.floats(2));
    }

    private static void moments(Tasks tasks, BoundCall call) {
        FloatArray x = call.floats(0);
        FloatArray out = call.floats(1);
        FloatArray sums = scratch(tasks, GROUPS);
        FloatArray squares = scratch(tasks, GROUPS);
        FloatArray mean = scratch(tasks, 1);
        int count = x.getSize();
        tasks.graph()
                .task(tasks.next(GROUPS), FloatReductions::sum, new KernelContext(), x, sums)
                .task(tasks.next(), FloatReductions::finish, sums, count, 0, mean)
                .task(
                        tasks.next(GROUPS),
                        FloatReductions::squares,
                        new KernelContext(),
                        x,
                        mean,
                        squares)
                .task(tasks.next(), FloatReductions::finish, sums, count, 0, out)
                .task(tasks.next(), FloatReductions::finish, squares, count, 1, out);
    }

    private static void ends(Tasks tasks, BoundCall call) {
        FloatArray partial = scratch(tasks, 2 * GROUPS);
        tasks.graph()
                .task(
                        tasks.next(GROUPS),
                        FloatReductions::ends,
                        new KernelContext(),
                        call.floats(0),
                        partial)
                .task(tasks.next(), FloatReductions::finishEnds, partial, call.floats(1));
    }

    private static void histogram(Tasks tasks, BoundCall call) {
        tasks.graph()
                .task(tasks.next(), FloatReductions::clear, call.ints(4))
                .task(
                        tasks.next(GROUPS),
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

    private static FloatArray scratch(Tasks tasks, int size) {
        return tasks.scratch(ElementType.FLOAT, size, FloatArray.class);
    }
}
