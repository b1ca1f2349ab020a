package io.wick.numeric;

import io.wick.internal.bounded.Recent;
import io.wick.internal.numeric.Backends;
import io.wick.internal.numeric.CostModel;
import io.wick.internal.numeric.KernelListener;
import io.wick.internal.numeric.Ranges;
import io.wick.numeric.spi.Device;
import io.wick.numeric.spi.DeviceException;
import io.wick.numeric.spi.DeviceRun;
import io.wick.numeric.spi.NumericBackend;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Runs kernels in this JVM: on a device of a backend, or on the CPUs. {@link #local} is the one of
 * the class path; it finds backends when it is first asked for. Thread-safe; calls run on their
 * thread and, on the CPUs, on a pool of as many threads as CPUs.
 */
public final class Numeric {
    /** How long kernels that must run on a device wait for room in its memory. */
    private static final Duration STRICT_PATIENCE = Duration.ofSeconds(60);

    /** How long kernels that should run on a device do, before the CPUs take them. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** Failures of unknown kind that a device may have with some kernels before it is given up. */
    private static final int FAILURES = 3;

    private static final int MOST_FAULTS = 10_000;

    private final List<Backends.Found> backends;
    private final CostModel costs = new CostModel();
    private final Map<String, Faults> faults =
            Collections.synchronizedMap(new Recent<>(MOST_FAULTS));

    private Numeric(List<Backends.Found> backends) {
        this.backends = backends;
    }

    /** That of this JVM, with the backends of the class path. */
    public static Numeric local() {
        return Local.INSTANCE;
    }

    /** One with given backends, for tests and for embedding. */
    public static Numeric with(List<? extends Supplier<? extends NumericBackend>> backends) {
        return new Numeric(
                backends.stream().map(each -> Backends.open("a backend", each)).toList());
    }

    /**
     * A backend as it was found.
     *
     * @param devices none when it has a fault
     * @param fault why there are none; null when there are
     */
    public record BackendStatus(String name, List<Device> devices, @Nullable String fault) {}

    /** The backends, those that do not work included. */
    public List<BackendStatus> backends() {
        return backends.stream()
                .map(each -> new BackendStatus(each.name(), each.devices(), each.fault()))
                .toList();
    }

    /** The devices of all backends. */
    public List<Device> devices() {
        return backends.stream().flatMap(each -> each.devices().stream()).toList();
    }

    /**
     * Runs a kernel, with new outputs.
     *
     * @param given arrays and numbers, in the order of its inputs and scalars
     * @throws NumericException when something does not fit, or a device is required and fails
     */
    public KernelResult run(Kernel kernel, KernelOptions options, Object... given) {
        List<NumericArray> outputs = kernel.newOutputs(given);
        return new KernelResult(outputs, runInto(kernel, options, outputs, given));
    }

    /**
     * Runs a kernel that writes to given outputs.
     *
     * @param outputs of the shapes that the inputs lead to, and with memory of their own
     */
    public KernelReport runInto(
            Kernel kernel,
            KernelOptions options,
            List<? extends NumericArray> outputs,
            Object... given) {
        Arguments arguments = kernel.arguments(List.of(given), outputs);
        return run(
                new KernelSequence(
                        kernel.name(),
                        List.of(new KernelCall(kernel, arguments)),
                        List.copyOf(outputs)),
                options);
    }

    /**
     * Runs calls one after the other.
     *
     * @throws NumericException when a device is required and fails
     */
    public KernelReport run(KernelSequence sequence, KernelOptions options) {
        return KernelListener.tell(runThere(sequence, options));
    }

    private KernelReport runThere(KernelSequence sequence, KernelOptions options) {
        long start = System.nanoTime();
        if (options.where() == Where.CPU) {
            return runOnCpus(sequence, options, "asked for", start);
        }
        String kind = sequence.kind();
        var refusals = new ArrayList<String>();
        List<Candidate> candidates = candidates(sequence, kind, options, refusals);
        if (options.where() == Where.AUTO) {
            CostModel.Choice choice =
                    costs.choose(
                            kind,
                            sequence.work(),
                            candidates.stream().map(each -> each.device.id()).toList());
            if (choice.place().equals(CostModel.CPUS)) {
                String reason =
                        candidates.isEmpty() ? String.join("; ", refusals) : choice.reason();
                return runOnCpus(sequence, options, reason, start);
            }
            candidates.removeIf(each -> !each.device.id().equals(choice.place()));
        }
        for (Candidate candidate : candidates) {
            try {
                return runOnDevice(sequence, kind, candidate, patience(options), start);
            } catch (Throwable e) { // whatever a driver throws; the CPUs can still do it
                refusals.add(noted(kind, candidate, e));
            }
        }
        String reason = String.join("; ", refusals);
        if (options.where() == Where.REQUIRE_DEVICE) {
            throw new NumericException(
                    "'"
                            + sequence.name()
                            + "' has to run on a device and cannot: "
                            + reason
                            + ". Mend that, or allow the CPUs with Where.PREFER_DEVICE");
        }
        return runOnCpus(sequence, options, reason, start);
    }

    /** Whether a device would take a sequence, as far as is known without trying. */
    public boolean isTaken(KernelSequence sequence, KernelOptions options) {
        return !devices().isEmpty()
                && !candidates(sequence, sequence.kind(), options, new ArrayList<>()).isEmpty();
    }

    private List<Candidate> candidates(
            KernelSequence sequence, String kind, KernelOptions options, List<String> refusals) {
        var candidates = new ArrayList<Candidate>();
        String wanted = options.device();
        for (Backends.Found found : backends) {
            if (found.fault() != null) {
                refusals.add(found.name() + ": " + found.fault());
            }
            for (Device device : found.devices()) {
                if (wanted != null
                        && !device.id().contains(wanted)
                        && !device.name().contains(wanted)) {
                    continue;
                }
                NumericBackend backend = Objects.requireNonNull(found.backend());
                String refusal = refusal(sequence, kind, backend, device);
                if (refusal == null) {
                    candidates.add(new Candidate(backend, device));
                } else {
                    refusals.add(device.id() + ": " + refusal);
                }
            }
        }
        if (candidates.isEmpty() && refusals.isEmpty()) {
            refusals.add(wanted == null ? "no device" : "no device like '" + wanted + "'");
        }
        return candidates;
    }

    private @Nullable String refusal(
            KernelSequence sequence, String kind, NumericBackend backend, Device device) {
        Faults known = faults.get(key(kind, device));
        if (known != null && known.isFinal()) {
            return known.last;
        }
        try {
            return backend.refusal(sequence, device);
        } catch (Throwable e) { // as in run(..)
            return Backends.reason(e);
        }
    }

    private KernelReport runOnDevice(
            KernelSequence sequence, String kind, Candidate on, Duration patience, long start) {
        DeviceRun run = on.backend.run(sequence, on.device, patience);
        long nanos = System.nanoTime() - start;
        if (!run.compiled()) {
            costs.learn(kind, on.device.id(), sequence.work(), nanos);
        }
        return new KernelReport(
                sequence.name(),
                on.device,
                null,
                run.kernels(),
                run.transfers(),
                Duration.ofNanos(nanos),
                run.bytesToDevice(),
                run.bytesFromDevice(),
                run.compiled());
    }

    private static Duration patience(KernelOptions options) {
        return switch (options.where()) {
            case REQUIRE_DEVICE -> STRICT_PATIENCE;
            case PREFER_DEVICE -> PATIENCE;
            case AUTO, CPU -> Duration.ZERO;
        };
    }

    private KernelReport runOnCpus(
            KernelSequence sequence, KernelOptions options, String reason, long start) {
        var cpu = new Ranges(options.threads());
        long begun = System.nanoTime();
        for (KernelCall call : sequence.calls()) {
            call.kernel().runOnCpu(call.arguments(), cpu);
        }
        long end = System.nanoTime();
        costs.learn(sequence.kind(), CostModel.CPUS, sequence.work(), end - begun);
        return new KernelReport(
                sequence.name(),
                null,
                reason,
                Duration.ofNanos(end - begun),
                Duration.ZERO,
                Duration.ofNanos(end - start),
                0,
                0,
                false);
    }

    private String noted(String kind, Candidate on, Throwable failure) {
        String reason = Backends.reason(failure);
        boolean permanent = failure instanceof DeviceException e && e.permanent();
        boolean passing = failure instanceof DeviceException e && !e.permanent();
        if (!passing) {
            faults.computeIfAbsent(key(kind, on.device), _ -> new Faults())
                    .add(reason, permanent ? FAILURES : 1);
        }
        return on.device.id() + ": " + reason;
    }

    private static String key(String kind, Device device) {
        return device.id() + " " + kind;
    }

    private record Candidate(NumericBackend backend, Device device) {}

    /** What went wrong with some kernels on a device. */
    private static final class Faults {
        private int count;
        private volatile String last = "";

        synchronized void add(String reason, int weight) {
            count += weight;
            last = reason;
        }

        synchronized boolean isFinal() {
            return count >= FAILURES;
        }
    }

    private static final class Local {
        static final Numeric INSTANCE = new Numeric(Backends.onClassPath());
    }
}
