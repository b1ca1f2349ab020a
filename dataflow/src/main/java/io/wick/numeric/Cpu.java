package io.wick.numeric;

/** The CPUs as a kernel's code sees them. For the thread that was given it. */
public interface Cpu {
    /** How many threads may work at once, the caller's included; at least 1. */
    int threads();

    /**
     * Does all of {@code 0 <= i < count}, in ranges that run on several threads at once and in any
     * order; returns when all are done. What a body throws is thrown here, once the others have
     * ended.
     *
     * @param grain how many a range has at least, so that it is worth a thread: some 10 us of work.
     *     Ranges begin at multiples of it
     */
    void ranges(long count, long grain, RangeBody body);

    /** The work on a range. */
    @FunctionalInterface
    interface RangeBody {
        /** Does {@code from <= i < to}. */
        void run(long from, long to);
    }
}
