package io.wick.internal.numeric;

import io.wick.numeric.KernelCall;
import io.wick.numeric.KernelOptions;
import io.wick.numeric.KernelReport;
import io.wick.numeric.KernelResult;
import io.wick.numeric.KernelSequence;
import io.wick.numeric.Numeric;
import io.wick.numeric.NumericArray;
import io.wick.numeric.NumericException;
import io.wick.numeric.Where;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Kernels of a vertex that have not run yet. The one vertex that takes their result runs them
 * together with its own, so that what is between never leaves the device. Thread-safe.
 *
 * <p>Who runs a vertex {@linkplain #offered offers} that its kernels may wait, when only one other
 * vertex of kernels takes its value, and on the same node. Kernels wait only where a device takes
 * them: on the CPUs nothing would be gained.
 */
public final class DeferredKernels {
    private static final ThreadLocal<@Nullable Offer> OFFER = new ThreadLocal<>();

    private final KernelSequence sequence;
    private final KernelOptions options;
    private @Nullable KernelResult result;

    private DeferredKernels(KernelSequence sequence, KernelOptions options) {
        this.sequence = sequence;
        this.options = options;
    }

    private static final class Offer {
        private @Nullable DeferredKernels taken;
    }

    /**
     * Calls a {@link KernelStage}, whose kernels may wait.
     *
     * @return what it gives, or {@link DeferredKernels}
     */
    public static @Nullable Object offered(Callable<@Nullable Object> call) throws Exception {
        var offer = new Offer();
        OFFER.set(offer);
        try {
            Object given = call.call();
            return offer.taken == null ? given : offer.taken;
        } finally {
            OFFER.remove();
        }
    }

    /**
     * Runs the kernels of a vertex, after those that its inputs have left to it; or leaves all to
     * the next, if that was offered.
     *
     * @param before what its inputs have left
     */
    public static KernelResult run(
            KernelSequence own, KernelOptions options, Collection<DeferredKernels> before) {
        KernelSequence whole = joined(own, options, before);
        Offer offer = OFFER.get();
        if (offer != null && canRun(whole, options)) {
            offer.taken = new DeferredKernels(whole, options);
            return new KernelResult(own.results(), waiting(own));
        }
        return new KernelResult(own.results(), run(whole, own, options, before));
    }

    /** Kernels that fail together are run one by one: one of them may be to blame. */
    private static KernelReport run(
            KernelSequence whole,
            KernelSequence own,
            KernelOptions options,
            Collection<DeferredKernels> before) {
        try {
            return Numeric.local().run(whole, options);
        } catch (NumericException e) {
            if (whole.calls().size() == own.calls().size()) {
                throw e;
            }
            before.forEach(DeferredKernels::result);
            return Numeric.local().run(own, options);
        }
    }

    /** The first array, whose elements are not there yet. */
    public NumericArray array() {
        return sequence.results().getFirst();
    }

    /** Runs the kernels, alone; for when their result has to go elsewhere after all. */
    public synchronized KernelResult result() {
        KernelResult known = result;
        if (known == null) {
            known = new KernelResult(sequence.results(), Numeric.local().run(sequence, options));
            result = known;
        }
        return known;
    }

    private static KernelSequence joined(
            KernelSequence own, KernelOptions options, Collection<DeferredKernels> before) {
        var calls = new ArrayList<KernelCall>();
        var names = new ArrayList<String>();
        for (DeferredKernels each : before) {
            if (each.options.equals(options)) {
                calls.addAll(each.sequence.calls());
                names.add(each.sequence.name());
            }
        }
        calls.addAll(own.calls());
        names.add(own.name());
        var whole = new KernelSequence(String.join(" + ", names), calls, own.results());
        if (names.size() == before.size() + 1 && (names.size() == 1 || canRun(whole, options))) {
            return whole;
        }
        before.forEach(DeferredKernels::result);
        return own;
    }

    private static boolean canRun(KernelSequence sequence, KernelOptions options) {
        return options.where() != Where.CPU && Numeric.local().isTaken(sequence, options);
    }

    private static KernelReport waiting(KernelSequence sequence) {
        return new KernelReport(
                sequence.name(),
                null,
                "left to the next vertex",
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO,
                0,
                0,
                false);
    }

    /** The names of the kernels. */
    @Override
    public String toString() {
        return "kernels that wait: " + List.of(sequence.name());
    }
}
