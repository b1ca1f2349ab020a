package io.wick.tornado.device;

import io.wick.numeric.ElementType;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

import java.util.Map;

/** The tasks of bodies and options. */
final class DoubleSimulationTasks {
    private static final String TYPE = ".double";

    private static final int GROUPS = 64;

    private DoubleSimulationTasks() {}

    static void addTo(Map<String, DeviceKernel> kernels) {
        kernels.put("n-body" + TYPE, DoubleSimulationTasks::nBody);
        kernels.put("black-scholes" + TYPE, DoubleSimulationTasks::blackScholes);
        kernels.put("option-by-paths" + TYPE, DoubleSimulationTasks::optionByPaths);
    }

    private static void nBody(Tasks tasks, BoundCall call) {
        tasks.graph()
                .task(
                        tasks.next(),
                        DoubleSimulations::nBody,
                        call.doubles(0),
                        call.doubles(1),
                        call.doubles(2),
                        call.doubles(3));
    }

    private static void blackScholes(Tasks tasks, BoundCall call) {
        tasks.graph()
                .task(
                        tasks.next(),
                        DoubleSimulations::blackScholes,
                        call.doubles(0),
                        call.doubles(1),
                        call.doubles(2),
                        call.doubles(3),
                        call.doubles(4),
                        call.doubles(5),
                        call.doubles(6));
    }

    private static void optionByPaths(Tasks tasks, BoundCall call) {
        int paths = call.whole(6);
        IntArray words = tasks.scratch(ElementType.INT, paths + paths % 2, IntArray.class);
        DoubleArray partial = tasks.scratch(ElementType.DOUBLE, 2 * GROUPS, DoubleArray.class);
        tasks.graph()
                .task(tasks.next(), Philox::words, call.longs(5), 2, words)
                .task(
                        tasks.next(GROUPS),
                        DoubleSimulations::gains,
                        new KernelContext(),
                        words,
                        call.doubles(0),
                        call.doubles(1),
                        call.doubles(2),
                        call.doubles(3),
                        call.doubles(4),
                        paths,
                        partial)
                .task(
                        tasks.next(),
                        DoubleSimulations::price,
                        partial,
                        call.doubles(2),
                        call.doubles(3),
                        paths,
                        call.doubles(7));
    }
}
