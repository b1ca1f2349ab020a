package io.wick.tornado.device;

import io.wick.numeric.ElementType;

import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

import java.util.Map;

/** The tasks of steps of learning. */
final class DoubleLearningTasks {
    private static final String TYPE = ".double";

    /** Chunks of rows, at most; each is worth a thread and has sums of its own. */
    private static final int CHUNKS = 1024;

    private static final int CHUNK = 64;

    private DoubleLearningTasks() {}

    static void addTo(Map<String, DeviceKernel> kernels) {
        kernels.put("k-means-step" + TYPE, DoubleLearningTasks::kMeans);
        kernels.put("logistic-gradient" + TYPE, (tasks, call) -> gradient(tasks, call, true));
        kernels.put("linear-gradient" + TYPE, (tasks, call) -> gradient(tasks, call, false));
    }

    private static void kMeans(Tasks tasks, BoundCall call) {
        DoubleArray points = call.doubles(0);
        DoubleArray centres = call.doubles(1);
        int dimensions = call.columns(0);
        int chunks = chunks(call.rows(0));
        IntArray nearest = tasks.scratch(ElementType.INT, call.rows(0), IntArray.class);
        DoubleArray distances = doubles(tasks, call.rows(0));
        DoubleArray sums = doubles(tasks, chunks * centres.getSize());
        IntArray counts = tasks.scratch(ElementType.INT, chunks * call.rows(1), IntArray.class);
        DoubleArray inertias = doubles(tasks, chunks);
        tasks.graph()
                .task(
                        tasks.next(),
                        DoubleLearning::nearest,
                        points,
                        centres,
                        dimensions,
                        nearest,
                        distances)
                .task(
                        tasks.next(),
                        DoubleLearning::chunkSums,
                        points,
                        nearest,
                        distances,
                        dimensions,
                        sums,
                        counts,
                        inertias)
                .task(tasks.next(), DoubleLearning::total, sums, call.doubles(2))
                .task(tasks.next(), DoubleLearning::totalCounts, counts, call.ints(3))
                .task(tasks.next(), DoubleLearning::total, inertias, call.doubles(4));
    }

    private static void gradient(Tasks tasks, BoundCall call, boolean logistic) {
        DoubleArray rows = call.doubles(0);
        int chunks = chunks(call.rows(0));
        DoubleArray errors = doubles(tasks, call.rows(0));
        DoubleArray losses = doubles(tasks, call.rows(0));
        DoubleArray gradients = doubles(tasks, chunks * call.columns(0));
        DoubleArray sums = doubles(tasks, chunks);
        if (logistic) {
            tasks.graph()
                    .task(
                            tasks.next(),
                            DoubleLearning::logistic,
                            rows,
                            call.doubles(1),
                            call.doubles(2),
                            errors,
                            losses);
        } else {
            tasks.graph()
                    .task(
                            tasks.next(),
                            DoubleLearning::linear,
                            rows,
                            call.doubles(1),
                            call.doubles(2),
                            errors,
                            losses);
        }
        tasks.graph()
                .task(
                        tasks.next(),
                        DoubleLearning::chunkGradients,
                        rows,
                        errors,
                        losses,
                        gradients,
                        sums)
                .task(tasks.next(), DoubleLearning::total, gradients, call.doubles(3))
                .task(tasks.next(), DoubleLearning::total, sums, call.doubles(4));
    }

    private static int chunks(int rows) {
        return Math.clamp(rows / CHUNK, 1, CHUNKS);
    }

    private static DoubleArray doubles(Tasks tasks, int size) {
        return tasks.scratch(ElementType.DOUBLE, size, DoubleArray.class);
    }
}
