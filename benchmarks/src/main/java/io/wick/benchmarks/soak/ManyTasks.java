package io.wick.benchmarks.soak;

import io.wick.ObjectRef;
import io.wick.TaskBuilder;
import io.wick.Wick;

import java.util.UUID;
import java.util.function.LongFunction;

/** Millions of small tasks, each result looked at; at most a window of them is under way. */
final class ManyTasks {
    private static final int WINDOW = 2000;

    private static final int HALF = WINDOW / 2;

    /** Every so many takes the result of one before, by its ref. */
    private static final int WITH_REF = 64;

    private static final long REPORT = 5_000_000;

    private ManyTasks() {}

    static long small(long x) {
        return 3 * x + 1;
    }

    /** Tasks wherever they are placed, which is here. */
    static void local(Wick wick, long count) {
        run(
                "local",
                count,
                x -> wick.submit(() -> small(x)),
                ref -> wick.task(ManyTasks::small, ref));
    }

    /** Tasks on another node. */
    static void remote(Wick wick, UUID node, long count) {
        run(
                "remote",
                count,
                x -> wick.task(ManyTasks::small, x).onNode(node).submit(),
                ref -> wick.task(ManyTasks::small, ref).onNode(node));
    }

    private interface After {
        TaskBuilder<Long> of(ObjectRef<Long> ref);
    }

    @SuppressWarnings("unchecked")
    private static void run(
            String what, long count, LongFunction<ObjectRef<Long>> submit, After after) {
        ObjectRef<Long>[] window = new ObjectRef[WINDOW];
        long[] expected = new long[WINDOW];
        long begin = System.nanoTime();
        for (long i = 0; i < count + WINDOW; i++) {
            int at = (int) (i % WINDOW);
            if (i >= WINDOW && at % HALF == 0) {
                window[at + HALF - 1].get(); // one wait for many
            }
            if (i >= WINDOW) {
                long got = window[at].get();
                if (got != expected[at]) {
                    throw new AssertionError(
                            what
                                    + " task "
                                    + (i - WINDOW)
                                    + ": expected "
                                    + expected[at]
                                    + ", got "
                                    + got);
                }
            }
            if (i < count) {
                int before = (int) ((i + WINDOW - 1) % WINDOW);
                boolean withRef = i % WITH_REF == WITH_REF - 1;
                expected[at] = small(withRef ? expected[before] : i);
                window[at] = withRef ? after.of(window[before]).submit() : submit.apply(i);
            }
            if (i % REPORT == REPORT - 1) {
                System.err.printf(
                        "%,d %s tasks, %,.0f/s%n",
                        i + 1, what, (i + 1) / ((System.nanoTime() - begin) / 1e9));
            }
        }
        System.out.printf(
                "- %,d %s tasks, %,.0f/s, every result right%n",
                count, what, count / ((System.nanoTime() - begin) / 1e9));
    }
}
