package io.wick.internal.numeric;

import java.util.function.IntSupplier;

/** How many CPUs a caller of kernels may use: those that its task holds. For any thread. */
public final class CallerCpus {
    private static final int ALL = Runtime.getRuntime().availableProcessors();
    private static volatile IntSupplier held = () -> 0;

    private CallerCpus() {}

    /**
     * Says how to ask; an engine does it once.
     *
     * @param cpusHeld how many the calling thread's task holds, 0 for none: outside tasks, and in
     *     those that share what others hold
     */
    public static void tell(IntSupplier cpusHeld) {
        held = cpusHeld;
    }

    /** As many as the calling thread's task holds; all of them when it holds none. */
    static int count() {
        int cpus = held.getAsInt();
        return cpus == 0 ? ALL : Math.min(cpus, ALL);
    }
}
