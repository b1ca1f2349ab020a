package io.wick.tornado.device;

import io.wick.numeric.ElementType;

import uk.ac.manchester.tornado.api.types.arrays.FloatArray;

import java.util.Map;

/** The tasks of convolutions, stencils and the Fourier transform. */
final class FloatSignalTasks {
    private static final String TYPE = ".float";

    private FloatSignalTasks() {}

    static void addTo(Map<String, DeviceKernel> kernels) {
        kernels.put("convolution-1d" + TYPE, FloatSignalTasks::convolution1d);
        kernels.put("convolution-2d" + TYPE, FloatSignalTasks::convolution2d);
        kernels.put("stencil" + TYPE, FloatSignalTasks::stencil);
        kernels.put("fft" + TYPE, FloatSignalTasks::fft);
    }

    private static void convolution1d(Tasks tasks, BoundCall call) {
        tasks.graph()
                .task(
                        tasks.next(),
                        FloatSignals::convolve,
                        call.floats(0),
                        call.floats(1),
                        call.floats(2));
    }

    private static void convolution2d(Tasks tasks, BoundCall call) {
        tasks.graph()
                .task(
                        tasks.next(),
                        FloatSignals::convolve2d,
                        call.floats(0),
                        call.floats(1),
                        call.floats(2),
                        call.columns(0),
                        call.columns(1),
                        call.columns(2));
    }

    private static void stencil(Tasks tasks, BoundCall call) {
        tasks.graph()
                .task(
                        tasks.next(),
                        FloatSignals::stencil,
                        call.floats(0),
                        call.floats(1),
                        call.floats(2),
                        call.floats(3),
                        call.columns(0));
    }

    private static void fft(Tasks tasks, BoundCall call) {
        int n = call.size(0);
        int turn = call.whole(2) == 0 ? -1 : 1;
        FloatArray real = call.floats(0);
        FloatArray imaginary = call.floats(1);
        FloatArray[] between = {
            floats(tasks, n), floats(tasks, n), floats(tasks, n), floats(tasks, n)
        };
        int step = 0;
        for (int half = 1; half < n; half *= 2) {
            FloatArray nextReal = between[step % 2];
            FloatArray nextImaginary = between[2 + step % 2];
            if (half == 1) {
                tasks.graph()
                        .task(
                                tasks.next(),
                                FloatSignals::pairs,
                                real,
                                imaginary,
                                nextReal,
                                nextImaginary);
            } else {
                tasks.graph()
                        .task(
                                tasks.next(),
                                FloatSignals::transform,
                                real,
                                imaginary,
                                half,
                                turn,
                                nextReal,
                                nextImaginary);
            }
            real = nextReal;
            imaginary = nextImaginary;
            step++;
        }
        int over = turn < 0 ? 1 : n;
        tasks.graph()
                .task(tasks.next(), FloatSignals::scale, real, over, call.floats(3))
                .task(tasks.next(), FloatSignals::scale, imaginary, over, call.floats(4));
    }

    private static FloatArray floats(Tasks tasks, int size) {
        return tasks.scratch(ElementType.FLOAT, size, FloatArray.class);
    }
}
