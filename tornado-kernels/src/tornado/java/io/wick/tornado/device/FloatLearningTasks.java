package io.wick.tornado.device;

import io.wick.numeric.ElementType;

import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

import java.util.Map;

/** The tasks of steps of learning. */
final class FloatLearningTasks {
    private static final String TYPE = ".float";

    /** Chunks of rows, at most; each is worth a thread and has sums of its own. */
    private static final int CHUNKS = 1024;

    private static final int CHUNK = 64;

    private FloatLearningTasks() {}

    static void addTo(Map<String, DeviceKernel> kernels) {
        kernels.put("k-means-step" + TYPE, FloatLearningTasks::kMeans);
        kernels.put("logistic-gradient" + TYPE, (tasks, call) -> gradient(tasks, call, true));
        kernels.put("linear-gradient" + TYPE, (tasks, call) -> gradient(tasks, call, false));
    }

    private static void kMeans(Tasks tasks, BoundCall call) {
        FloatArray points = call.floats(0);
        FloatArray centres = call.floats(1);
        int dimensions = call.columns(0);
        int chunks = chunks(call.rows(0));
        IntArray nearest = tasks.scratch(ElementType.INT, call.rows(0), IntArray.class);
        FloatArray distances = floats(tasks, call.rows(0));
        FloatArray sums = floats(tasks, chunks * centres.getSize());
        IntArray counts = tasks.scratch(ElementType.INT, chunks * call.rows(1), IntArray.class);
        FloatArray inertias = floats(tasks, chunks);
        tasks.graph()
                .task(
                        tasks.next(),
                        FloatLearning::nearest,
                        points,
                        centres,
                        dimensions,
                        nearest,
                        distances)
                .task(
                        tasks.next(),
                        FloatLearning::chunkSums,
                        points,
                        nearest,
                        distances,
                        dimensions,
                        sums,
                        counts,
                        inertias)
                .task(tasks.next(), FloatLearning::total, sums, call.floats(2))
                .task(tasks.next(), FloatLearning::totalCounts, counts, call.ints(3))
                .task(tasks.next(), FloatLearning::total, inertias, call.floats(4));
    }

    private static void gradient(Tasks tasks, BoundCall call, boolean logistic) {
        FloatArray rows = call.floats(0);
        int chunks = chunks(call.rows(0));
        FloatArray errors = floats(tasks, call.rows(0));
        FloatArray losses = floats(tasks, call.rows(0));
        FloatArray gradients = floats(tasks, chunks * call.columns(0));
        FloatArray sums = floats(tasks, chunks);
        if (logistic) {
            tasks.graph()
                    .task(
                            tasks.next(),
                            FloatLearning::logistic,
                            rows,
                            call.floats(1),
                            call.floats(2),
                            errors,
                            losses);
        } else {
            tasks.graph()
                    .task(
                            tasks.next(),
                            FloatLearning::linear,
                            rows,
                            call.floats(1),
                            call.floats(2),
                            errors,
                            losses);
        }
        tasks.graph()
                .task(
                        tasks.next(),
                        FloatLearning::chunkGradients,
                        rows,
                        errors,
                        losses,
                        gradients,
                        sums)
                .task(tasks.next(), FloatLearning::total, gradients, call.floats(3))
                .task(tasks.next(), FloatLearning::total, sums, call.floats(4));
    }

    private static int chunks(int rows) {
        return Math.clamp(rows / CHUNK, 1, CHUNKS);
    }

    private static FloatArray floats(Tasks tasks, int size) {
        return tasks.scratch(ElementType.FLOAT, size, FloatArray.class);
    }
}
