package io.wick.benchmarks.taskbench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Runs one graph with ever fewer iterations per task until the runtime is no longer efficient. A
 * runtime that is too slow for the first tasks gets larger ones before.
 *
 * @param shape pattern, width and so on; a slow runtime runs fewer of its steps
 * @param outputBytes of each task
 * @param threshold the efficiency looked for
 * @param repeats of each run, each beside a measurement of the peak; the medians count
 * @param run about how long one run takes
 * @param warmUp how long the runtime runs small tasks before
 */
record Sweep(
        TaskGraph shape,
        int outputBytes,
        double threshold,
        int repeats,
        Duration run,
        Duration warmUp) {
    /** Tasks of some tens of microseconds. */
    private static final long FIRST_ITERATIONS = 1 << 12;

    private static final long WARM_UP_ITERATIONS = 1 << 4;

    /** Larger tasks are not tried: whoever is not efficient then is "more than" that. */
    private static final double COARSEST_SECONDS = 0.1;

    /** Below this part of the threshold a curve is not followed further. */
    private static final double LOST = 0.6;

    private static final int LEAST_STEPS = 10;

    private static final int MOST_TIMES = 100;

    /** How often a run is put off while others use the machine. */
    private static final int PATIENCE = 20;

    /**
     * The efficiency curve of a runtime.
     *
     * @param peak what efficiency is measured against
     */
    List<Sample> measure(TaskRuntime runtime, Peak peak) throws Exception {
        warmUp(runtime);
        var samples = new ArrayList<Sample>();
        Sample sample = sample(runtime, FIRST_ITERATIONS, peak);
        samples.add(sample);
        while (sample.efficiency() < threshold && sample.granularity() < COARSEST_SECONDS) {
            sample = sample(runtime, sample.iterations() * 4, peak);
            samples.add(sample);
        }
        long iterations = sample.iterations() / 2;
        while (sample.efficiency() >= threshold * LOST && iterations > 0) {
            sample = sample(runtime, iterations, peak);
            samples.add(sample);
            iterations /= 2;
        }
        return samples;
    }

    /**
     * Runs small tasks for a while, as the first graphs of a runtime meet code not compiled yet.
     */
    void warmUp(TaskRuntime runtime) throws Exception {
        Workload small = workload(steps(runtime, WARM_UP_ITERATIONS), WARM_UP_ITERATIONS);
        long warm = System.nanoTime() + warmUp.toNanos();
        do {
            runtime.run(small);
        } while (System.nanoTime() < warm);
    }

    private Sample sample(TaskRuntime runtime, long iterations, Peak peak) throws Exception {
        Workload workload = workload(steps(runtime, iterations), iterations);
        int times = times(runtime, workload);
        double[] seconds = new double[repeats];
        double[] efficiencies = new double[repeats];
        for (int i = 0; i < repeats; i++) {
            double possible = peak.flopsPerCore(PATIENCE) * runtime.cores();
            seconds[i] = seconds(runtime, workload, times);
            efficiencies[i] = workload.flops() / seconds[i] / possible;
        }
        return new Sample(
                iterations,
                median(seconds) * runtime.cores() / workload.graph().tasks(),
                median(efficiencies));
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    /** So many steps that they take about as long as a run should. */
    private int steps(TaskRuntime runtime, long iterations) throws Exception {
        int least = Math.min(LEAST_STEPS, shape.steps());
        double perStep = seconds(runtime, workload(least, iterations), 1) / least;
        double wanted = run.toNanos() / 1e9 / perStep;
        return (int) Math.max(least, Math.min(shape.steps(), wanted));
    }

    /** How often a short run is repeated to be measured as one; the first prepares it. */
    private int times(TaskRuntime runtime, Workload workload) throws Exception {
        runtime.run(workload);
        double once = seconds(runtime, workload, 1);
        return (int) Math.max(1, Math.min(MOST_TIMES, run.toNanos() / 5e9 / once));
    }

    /** The time of one run, when it is run so often. */
    private static double seconds(TaskRuntime runtime, Workload workload, int times)
            throws Exception {
        long begin = System.nanoTime();
        for (int i = 0; i < times; i++) {
            runtime.run(workload);
        }
        return (System.nanoTime() - begin) / 1e9 / times;
    }

    private Workload workload(int steps, long iterations) {
        return new Workload(shape.withSteps(steps), iterations, outputBytes);
    }
}
