package io.wick.tornado.device;

import io.wick.numeric.ElementType;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;

import java.util.Map;

/** The tasks of reductions, histogram and scan. */
final class DoubleReductionTasks {
    private static final String TYPE = ".double";

    /** Elements of a group: what a cache holds. */
    private static final int BLOCK = 8192;

    /** Groups at most: one thread adds up what they leave. */
    private static final int GROUPS = 1024;

    /** Chunks of a scan, at most; each is worth a thread. */
    private static final int CHUNKS = 4096;

    private static final int CHUNK = 64;

    private DoubleReductionTasks() {}

    static void addTo(Map<String, DeviceKernel> kernels) {
        kernels.put("sum" + TYPE, DoubleReductionTasks::sum);
        kernels.put("dot" + TYPE, DoubleReductionTasks::dot);
        kernels.put("moments" + TYPE, DoubleReductionTasks::moments);
        kernels.put("min-max" + TYPE, DoubleReductionTasks::ends);
        kernels.put("histogram" + TYPE, DoubleReductionTasks::histogram);
        kernels.put("scan" + TYPE, DoubleReductionTasks::scan);
    }

    private static void sum(Tasks tasks, BoundCall call) {
        int groups = groups(call);
        DoubleArray partial = scratch(tasks, groups);
        tasks.graph()
                .task(
                        tasks.next(groups),
                        DoubleReductions::sum,
                        new KernelContext(),
                        call.doubles(0),
                        partial)
                .task(tasks.next(), DoubleReductions::finish, partial, 1, 0, call.doubles(1));
    }

    private static void dot(Tasks tasks, BoundCall call) {
        int groups = groups(call);
        DoubleArray partial = scratch(tasks, groups);
        tasks.graph()
                .task(
                        tasks.next(groups),
                        DoubleReductions::products,
                        new KernelContext(),
                        call.doubles(0),
                        call.doubles(1),
                        partial)
                .task(tasks.next(), DoubleReductions::finish, partial, 1, 0, call.doubles(2));
    }

    private static void moments(Tasks tasks, BoundCall call) {
        int groups = groups(call);
        DoubleArray x = call.doubles(0);
        DoubleArray out = call.doubles(1);
        DoubleArray sums = scratch(tasks, groups);
        DoubleArray squares = scratch(tasks, groups);
        DoubleArray mean = scratch(tasks, 1);
        int count = x.getSize();
        tasks.graph()
                .task(tasks.next(groups), DoubleReductions::sum, new KernelContext(), x, sums)
                .task(tasks.next(), DoubleReductions::finish, sums, count, 0, mean)
                .task(
                        tasks.next(groups),
                        DoubleReductions::squares,
                        new KernelContext(),
                        x,
                        mean,
                        squares)
                .task(tasks.next(), DoubleReductions::finish, sums, count, 0, out)
                .task(tasks.next(), DoubleReductions::finish, squares, count, 1, out);
    }

    private static void ends(Tasks tasks, BoundCall call) {
        int groups = groups(call);
        DoubleArray partial = scratch(tasks, 2 * groups);
        tasks.graph()
                .task(
                        tasks.next(groups),
                        DoubleReductions::ends,
                        new KernelContext(),
                        call.doubles(0),
                        partial)
                .task(tasks.next(), DoubleReductions::finishEnds, partial, call.doubles(1));
    }

    private static void histogram(Tasks tasks, BoundCall call) {
        int groups = groups(call);
        tasks.graph()
                .task(tasks.next(), DoubleReductions::clear, call.ints(4))
                .task(
                        tasks.next(groups),
                        DoubleReductions::histogram,
                        new KernelContext(),
                        call.doubles(0),
                        call.doubles(1),
                        call.doubles(2),
                        call.ints(4));
    }

    private static void scan(Tasks tasks, BoundCall call) {
        DoubleArray x = call.doubles(0);
        int chunks = Math.clamp(x.getSize() / CHUNK, 1, CHUNKS);
        DoubleArray sums = scratch(tasks, chunks);
        tasks.graph()
                .task(tasks.next(), DoubleReductions::chunkSums, x, sums)
                .task(tasks.next(), DoubleReductions::exclusive, sums)
                .task(tasks.next(), DoubleReductions::scan, x, sums, call.doubles(1));
    }

    private static int groups(BoundCall call) {
        return Math.clamp(call.size(0) / BLOCK, 1, GROUPS);
    }

    private static DoubleArray scratch(Tasks tasks, int size) {
        return tasks.scratch(ElementType.DOUBLE, size, DoubleArray.class);
    }
}
