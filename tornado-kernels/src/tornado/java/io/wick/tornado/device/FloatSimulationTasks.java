package io.wick.tornado.device;

import io.wick.numeric.ElementType;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

import java.util.Map;

/** The tasks of bodies and options. */
final class FloatSimulationTasks {
    private static final String TYPE = ".float";

    private static final int GROUPS = 64;

    private FloatSimulationTasks() {}

    static void addTo(Map<String, DeviceKernel> kernels) {
        kernels.put("n-body" + TYPE, FloatSimulationTasks::nBody);
        kernels.put("black-scholes" + TYPE, FloatSimulationTasks::blackScholes);
        kernels.put("option-by-paths" + TYPE, FloatSimulationTasks::optionByPaths);
    }

    private static void nBody(Tasks tasks, BoundCall call) {
        tasks.graph()
                .task(
                        tasks.next(),
                        FloatSimulations::nBody,
                        call.floats(0),
                        call.floats(1),
                        call.floats(2),
                        call.floats(3));
    }

    private static void blackScholes(Tasks tasks, BoundCall call) {
        tasks.graph()
                .task(
                        tasks.next(),
                        FloatSimulations::blackScholes,
                        call.floats(0),
                        call.floats(1),
                        call.floats(2),
                        call.floats(3),
                        call.floats(4),
                        call.floats(5),
                        call.floats(6));
    }

    private static void optionByPaths(Tasks tasks, BoundCall call) {
        int paths = call.whole(6);
        IntArray words = tasks.scratch(ElementType.INT, paths + paths % 2, IntArray.class);
        FloatArray partial = tasks.scratch(ElementType.FLOAT, 2 * GROUPS, FloatArray.class);
        tasks.graph()
                .task(tasks.next(), Philox::words, call.longs(5), 2, words)
                .task(
                        tasks.next(GROUPS),
                        FloatSimulations::gains,
                        new KernelContext(),
                        words,
                        call.floats(0),
                        call.floats(1),
                        call.floats(2),
                        call.floats(3),
                        call.floats(4),
                        paths,
                        partial)
                .task(
                        tasks.next(),
                        FloatSimulations::price,
                        partial,
                        call.floats(2),
                        call.floats(3),
                        paths,
                        call.floats(7));
    }
}
