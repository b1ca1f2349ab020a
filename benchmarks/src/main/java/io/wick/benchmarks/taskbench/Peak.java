package io.wick.benchmarks.taskbench;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/** What the kernel reaches on this machine when nothing is scheduled: one thread on each core. */
final class Peak {
    /** Some hundred microseconds: nothing else counts beside them. */
    private static final long ITERATIONS = 1 << 15;

    private Peak() {}

    /** Flop/s of so many cores together: the median of some measurements of this duration. */
    static double flopsPerSecond(int cores, int repeats, Duration each)
            throws InterruptedException {
        double[] measured = new double[repeats];
        for (int i = 0; i < repeats; i++) {
            measured[i] = measure(cores, each);
        }
        Arrays.sort(measured);
        return measured[repeats / 2];
    }

    private static double measure(int cores, Duration duration) throws InterruptedException {
        var kernels = new LongAdder();
        var over = new AtomicBoolean();
        Thread[] threads = new Thread[cores];
        long begin = System.nanoTime();
        for (int i = 0; i < cores; i++) {
            threads[i] = Thread.ofPlatform().start(() -> computeUntil(over, kernels));
        }
        Thread.sleep(duration);
        over.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
        return kernels.sum() * Kernel.flops(ITERATIONS) * 1e9 / (System.nanoTime() - begin);
    }

    private static void computeUntil(AtomicBoolean over, LongAdder kernels) {
        while (!over.get()) {
            if (!Double.isNaN(Kernel.compute(ITERATIONS))) {
                kernels.increment();
            }
        }
    }
}
