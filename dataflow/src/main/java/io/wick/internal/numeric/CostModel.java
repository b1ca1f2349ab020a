package io.wick.internal.numeric;

import io.wick.internal.bounded.Recent;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Chooses between the CPUs and devices by what earlier runs of the same kernels took: a line of
 * time over work for each place, fitted by least squares in which each run counts less than the one
 * after it. A place is tried a few times before it is judged, unless the work is too little to be
 * worth a try, and now and then again when it was not far off. No clock and no chance: the same
 * runs give the same choices. Thread-safe.
 */
public final class CostModel {
    /** The place that is always there. */
    public static final String CPUS = "cpu";

    /** Runs of a place before it is judged. */
    static final int TRIES = 3;

    /** Work that the CPUs do in less nanoseconds is not worth a call of a device. */
    static final double WORTH_NANOS = 100_000;

    /** After so many choices the second best place is tried again. */
    static final int RETRY_EVERY = 64;

    /** Unless it was expected to take this many times as long. */
    static final double TOO_SLOW = 8;

    /** Kinds that are remembered: formulas may have another constant each time. */
    private static final int MOST = 10_000;

    private final Map<String, Kind> kinds = Recent.byUse(MOST);

    /**
     * A choice.
     *
     * @param place {@link #CPUS} or one of the devices asked for
     * @param reason why, for people
     */
    public record Choice(String place, String reason) {}

    /**
     * Where to run.
     *
     * @param kind what runs are compared by
     * @param work how much there is to do
     * @param devices that may be chosen
     */
    public synchronized Choice choose(String kind, double work, List<String> devices) {
        if (devices.isEmpty()) {
            return new Choice(CPUS, "no device");
        }
        Kind known = kinds.computeIfAbsent(kind, _ -> new Kind());
        Line cpus = known.line(CPUS);
        if (cpus.runs < 1) {
            return new Choice(CPUS, "the CPUs have not run it yet");
        }
        double cpuNanos = cpus.nanos(work);
        if (cpuNanos < WORTH_NANOS) {
            return new Choice(
                    CPUS, "expected to take " + text(cpuNanos) + ", too little for a device");
        }
        for (String device : devices) {
            if (known.line(device).runs < TRIES) {
                return new Choice(device, "not measured often enough yet");
            }
        }
        if (cpus.runs < TRIES) {
            return new Choice(CPUS, "not measured often enough yet");
        }
        return compare(known, work, devices, cpuNanos);
    }

    /** Learns from a run; one in which a plan was compiled is not to be told. */
    public synchronized void learn(String kind, String place, double work, long nanos) {
        kinds.computeIfAbsent(kind, _ -> new Kind()).line(place).add(work, nanos);
    }

    /** What a run is expected to take in nanoseconds; null when none has been seen. */
    public synchronized @Nullable Double expected(String kind, String place, double work) {
        Kind known = kinds.get(kind);
        Line line = known == null ? null : known.lines.get(place);
        return line == null || line.runs == 0 ? null : line.nanos(work);
    }

    private static Choice compare(Kind known, double work, List<String> devices, double cpuNanos) {
        String best = CPUS;
        double bestNanos = cpuNanos;
        String second = devices.getFirst();
        double secondNanos = Double.POSITIVE_INFINITY;
        for (String device : devices) {
            double nanos = known.line(device).nanos(work);
            if (nanos < bestNanos) {
                second = best;
                secondNanos = bestNanos;
                best = device;
                bestNanos = nanos;
            } else if (nanos < secondNanos) {
                second = device;
                secondNanos = nanos;
            }
        }
        known.choices++;
        if (known.choices % RETRY_EVERY == 0 && secondNanos < TOO_SLOW * bestNanos) {
            return new Choice(second, "measured again, as every " + RETRY_EVERY + " choices");
        }
        return new Choice(
                best,
                "expected to take "
                        + text(bestNanos)
                        + "; on "
                        + (second.equals(CPUS) ? "the CPUs" : second)
                        + " "
                        + text(secondNanos));
    }

    private static String text(double nanos) {
        return nanos < 1e6
                ? String.format(Locale.ROOT, "%.0f us", nanos / 1e3)
                : String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
    }

    private static final class Kind {
        private final Map<String, Line> lines = new HashMap<>();
        private int choices;

        Line line(String place) {
            return lines.computeIfAbsent(place, _ -> new Line());
        }
    }

    /** Time over work: weighted sums of a least squares fit. */
    private static final class Line {
        private static final double FORGET = 0.95;

        private int runs;
        private double weight;
        private double work;
        private double nanos;
        private double workSquared;
        private double product;

        void add(double newWork, double newNanos) {
            runs++;
            weight = FORGET * weight + 1;
            work = FORGET * work + newWork;
            nanos = FORGET * nanos + newNanos;
            workSquared = FORGET * workSquared + newWork * newWork;
            product = FORGET * product + newWork * newNanos;
        }

        /** By the line; through zero where the line would start below zero or fall. */
        double nanos(double at) {
            double meanWork = work / weight;
            double meanNanos = nanos / weight;
            double spread = workSquared / weight - meanWork * meanWork;
            if (spread > 1e-6 * meanWork * meanWork) {
                double slope = (product / weight - meanWork * meanNanos) / spread;
                double start = meanNanos - slope * meanWork;
                if (slope >= 0 && start >= 0) {
                    return start + slope * at;
                }
                return slope < 0 ? meanNanos : meanNanos * at / meanWork;
            }
            return at <= meanWork || meanWork == 0 ? meanNanos : meanNanos * at / meanWork;
        }
    }
}
