package io.wick.internal.planner;

import io.wick.internal.bounded.Recent;
import io.wick.internal.graph.GraphModel;
import io.wick.internal.graph.Stage;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;

/**
 * What earlier runs taught about functions: how long a call takes and how large its value is, as
 * means in which each run weighs {@value #WEIGHT} and all before it the rest. Remembers the {@value
 * #LIMIT} functions asked for last. Thread-safe.
 */
public final class Estimates {
    /** The weight of the latest run. */
    static final double WEIGHT = 0.25;

    /** How many functions are remembered. */
    static final int LIMIT = 10_000;

    /** Means of one function; bytes are negative when never seen. */
    private record Mean(double nanos, double bytes) {
        Mean with(double moreNanos, double moreBytes) {
            return new Mean(mixed(nanos, moreNanos), mixed(bytes, moreBytes));
        }

        private static double mixed(double before, double now) {
            if (before < 0 || now < 0) {
                return Math.max(before, now);
            }
            return before + WEIGHT * (now - before);
        }
    }

    private final Map<String, Mean> means = Recent.byUse(LIMIT);

    /**
     * Takes note of what calls of a function took in a run.
     *
     * @param key the function
     * @param calls how many; nothing is learnt from 0
     * @param nanos their time together; negative when not measured
     * @param bytes the size of their values together; negative when not measured
     */
    public void learn(String key, long calls, long nanos, long bytes) {
        if (calls <= 0) {
            return;
        }
        var seen = new Mean(each(nanos, calls), each(bytes, calls));
        synchronized (means) {
            Mean known = means.get(key);
            means.put(key, known == null ? seen : known.with(seen.nanos(), seen.bytes()));
        }
    }

    private static double each(long total, long calls) {
        return total < 0 ? -1 : (double) total / calls;
    }

    /**
     * Expected times by vertex: learnt, else the user's; 0 where nobody knows, for which the
     * planner takes its default.
     *
     * @param key the function of a stage, null for a stage without
     */
    public long[] nanos(GraphModel graph, Function<Stage, @Nullable String> key) {
        var nanos = new long[graph.size()];
        for (Stage stage : graph.stages()) {
            Mean mean = mean(key.apply(stage));

            fill(
                    nanos,
                    stage,
                    mean == null || mean.nanos() < 0
                            ? stage.expectedNanos()
                            : Math.max(1, Math.round(mean.nanos())));
        }
        return nanos;
    }

    /**
     * Expected sizes by vertex: learnt, else the user's; -1 where nobody knows, for which the
     * planner takes its default.
     *
     * @param key the function of a stage, null for a stage without
     */
    public long[] bytes(GraphModel graph, Function<Stage, @Nullable String> key) {
        var bytes = new long[graph.size()];
        for (Stage stage : graph.stages()) {
            Mean mean = mean(key.apply(stage));

            fill(
                    bytes,
                    stage,
                    mean == null || mean.bytes() < 0
                            ? stage.expectedBytes()
                            : Math.round(mean.bytes()));
        }
        return bytes;
    }

    private static void fill(long[] values, Stage stage, long value) {
        Arrays.fill(values, stage.first(), stage.first() + stage.count(), value);
    }

    private @Nullable Mean mean(@Nullable String key) {
        if (key == null) {
            return null;
        }
        synchronized (means) {
            return means.get(key);
        }
    }
}
