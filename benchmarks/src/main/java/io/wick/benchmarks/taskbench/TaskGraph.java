package io.wick.benchmarks.taskbench;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Objects;

/**
 * Tasks in time steps, each a (step, point), which depend on tasks of the step before. Immutable;
 * travels as its few numbers. No record: raw Ignite refuses those.
 */
final class TaskGraph implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int[] NONE = {};

    private final Pattern pattern;
    private final int width;
    private final int steps;
    private final int radix;
    private final int period;
    private final double fraction;
    private transient @Nullable Dependences dependences;

    /**
     * A graph.
     *
     * @param width points of the widest step, 1 or more
     * @param steps 1 or more
     * @param radix for nearest, spread and random_nearest: how many dependences at most
     * @param period for spread and random_nearest: how many steps until dependences repeat
     * @param fraction for random_nearest: the share of the nearest points that are dependences
     */
    TaskGraph(Pattern pattern, int width, int steps, int radix, int period, double fraction) {
        if (width < 1 || steps < 1 || radix < 1 || period < 1 || fraction < 0 || fraction > 1) {
            throw new IllegalArgumentException(
                    String.format(
                            "%s: width %d, steps %d, radix %d and period %d must be 1 or more, "
                                    + "fraction %s from 0 to 1",
                            pattern, width, steps, radix, period, fraction));
        }
        this.pattern = pattern;
        this.width = width;
        this.steps = steps;
        this.radix = radix;
        this.period = period;
        this.fraction = fraction;
    }

    /** A graph with the parameters of the paper's experiments: radix 5; and the core's defaults. */
    static TaskGraph of(Pattern pattern, int width, int steps) {
        return new TaskGraph(pattern, width, steps, 5, 3, 0.25);
    }

    /** The same graph, longer or shorter. */
    TaskGraph withSteps(int steps) {
        return new TaskGraph(pattern, width, steps, radix, period, fraction);
    }

    Pattern pattern() {
        return pattern;
    }

    int width() {
        return width;
    }

    int steps() {
        return steps;
    }

    int radix() {
        return radix;
    }

    int period() {
        return period;
    }

    double fraction() {
        return fraction;
    }

    /** The first point of a step. */
    int first(int step) {
        return pattern.first(this, step);
    }

    /** The point after the last one of a step. */
    int end(int step) {
        return pattern.first(this, step) + pattern.count(this, step);
    }

    /** How many tasks there are. */
    long tasks() {
        long tasks = 0;
        for (int step = 0; step < steps; step++) {
            tasks += pattern.count(this, step);
        }
        return tasks;
    }

    /** The points of the step before that a task depends on, ascending; not to be changed. */
    int[] inputs(int step, int point) {
        return step == 0
                ? NONE
                : existing(dependences().inputs(pattern.set(this, step), point), step - 1);
    }

    /** The points of the next step that depend on a task, ascending; not to be changed. */
    int[] consumers(int step, int point) {
        return step == steps - 1
                ? NONE
                : existing(dependences().consumers(pattern.set(this, step + 1), point), step + 1);
    }

    private int[] existing(int[] points, int step) {
        int first = first(step);
        int end = end(step);
        return points.length == 0 || points[0] >= first && points[points.length - 1] < end
                ? points
                : Arrays.stream(points).filter(point -> point >= first && point < end).toArray();
    }

    private Dependences dependences() {
        Dependences known = dependences;
        if (known == null) {
            known = Dependences.of(this);
            dependences = known;
        }
        return known;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TaskGraph that
                && pattern == that.pattern
                && width == that.width
                && steps == that.steps
                && radix == that.radix
                && period == that.period
                && fraction == that.fraction;
    }

    @Override
    public int hashCode() {
        return Objects.hash(pattern, width, steps, radix, period, fraction);
    }

    @Override
    public String toString() {
        return pattern + ", width " + width + ", steps " + steps + ", radix " + radix;
    }
}
