package io.wick.tornado.device;

import io.wick.numeric.ElementType;

import uk.ac.manchester.tornado.api.types.arrays.DoubleArray;

import java.util.Map;

/** The tasks of convolutions, stencils and the Fourier transform. */
final class DoubleSignalTasks {
    private static final String TYPE = ".double";

    private DoubleSignalTasks() {}

    static void addTo(Map<String, DeviceKernel> kernels) {
        kernels.put("convolution-1d" + TYPE, DoubleSignalTasks::convolution1d);
        kernels.put("convolution-2d" + TYPE, DoubleSignalTasks::convolution2d);
        kernels.put("stencil" + TYPE, DoubleSignalTasks::stencil);
        kernels.put("fft" + TYPE, DoubleSignalTasks::fft);
    }

    private static void convolution1d(Tasks tasks, BoundCall call) {
        tasks.graph()
                .task(
                        tasks.next(),
                        DoubleSignals::convolve,
                        call.doubles(0),
                        call.doubles(1),
                        call.doubles(2));
    }

    private static void convolution2d(Tasks tasks, BoundCall call) {
        tasks.graph()
                .task(
                        tasks.next(),
                        DoubleSignals::convolve2d,
                        call.doubles(0),
                        call.doubles(1),
                        call.doubles(2),
                        call.columns(0),
                        call.columns(1),
                        call.columns(2));
    }

    private static void stencil(Tasks tasks, BoundCall call) {
        tasks.graph()
                .task(
                        tasks.next(),
                        DoubleSignals::stencil,
                        call.doubles(0),
                        call.doubles(1),
                        call.doubles(2),
                        call.doubles(3),
                        call.columns(0));
    }

    private static void fft(Tasks tasks, BoundCall call) {
        int n = call.size(0);
        int turn = call.whole(2) == 0 ? -1 : 1;
        DoubleArray real = call.doubles(0);
        DoubleArray imaginary = call.doubles(1);
        DoubleArray[] between = {
            doubles(tasks, n), doubles(tasks, n), doubles(tasks, n), doubles(tasks, n)
        };
        int step = 0;
        for (int half = 1; half < n; half *= 2) {
            DoubleArray nextReal = between[step % 2];
            DoubleArray nextImaginary = between[2 + step % 2];
            if (half == 1) {
                tasks.graph()
                        .task(
                                tasks.next(),
                                DoubleSignals::pairs,
                                real,
                                imaginary,
                                nextReal,
                                nextImaginary);
            } else {
                tasks.graph()
                        .task(
                                tasks.next(),
                                DoubleSignals::transform,
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
                .task(tasks.next(), DoubleSignals::scale, real, over, call.doubles(3))
                .task(tasks.next(), DoubleSignals::scale, imaginary, over, call.doubles(4));
    }

    private static DoubleArray doubles(Tasks tasks, int size) {
        return tasks.scratch(ElementType.DOUBLE, size, DoubleArray.class);
    }
}
