package io.wick.benchmarks.taskbench;

import java.time.Duration;
import java.util.DoubleSummaryStatistics;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/**
 * What the kernel reaches on this machine when nothing is scheduled: one thread on each core, tasks
 * so large that nothing else counts. Measured again beside every run, since others may use the
 * machine too. For use by one thread.
 */
final class Peak {
    /** Some hundred microseconds. */
    private static final long ITERATIONS = 1 << 15;

    private final int cores = Runtime.getRuntime().availableProcessors();
    private final Duration each;
    private final DoubleSummaryStatistics measured = new DoubleSummaryStatistics();

    /** A peak whose measurements take so long; the first has compiled the kernel. */
    Peak(Duration each) throws InterruptedException {
        this.each = each;
        measure();
    }

    /** Flop/s of one core while all cores compute. */
    double flopsPerCore() throws InterruptedException {
        double flops = measure();
        measured.accept(flops);
        return flops;
    }

    /** All that was measured. */
    DoubleSummaryStatistics measured() {
        return measured;
    }

    private double measure() throws InterruptedException {
        var kernels = new LongAdder();
        var over = new AtomicBoolean();
        Thread[] threads = new Thread[cores];
        long begin = System.nanoTime();
        for (int i = 0; i < cores; i++) {
            threads[i] = Thread.ofPlatform().start(() -> computeUntil(over, kernels));
        }
        Thread.sleep(each);
        over.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        return kernels.sum() * Kernel.flops(ITERATIONS) / seconds / cores;
    }

    private static void computeUntil(AtomicBoolean over, LongAdder kernels) {
        while (!over.get()) {
            if (!Double.isNaN(Kernel.compute(ITERATIONS))) {
                kernels.increment();
            }
        }
    }
}
