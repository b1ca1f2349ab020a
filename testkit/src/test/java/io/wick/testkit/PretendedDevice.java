package io.wick.testkit;

import io.wick.internal.numeric.Ranges;
import io.wick.numeric.KernelCall;
import io.wick.numeric.KernelSequence;
import io.wick.numeric.spi.Device;
import io.wick.numeric.spi.DeviceException;
import io.wick.numeric.spi.DeviceRun;
import io.wick.numeric.spi.NumericBackend;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;

/**
 * A device that this JVM's CPU pretends to be, for kernels whose names begin with {@value #PREFIX}:
 * what engine and graphs do with devices is tested on machines that have none.
 */
public final class PretendedDevice implements NumericBackend {
    /** How the names of its kernels begin. */
    static final String PREFIX = "pretended";

    /** A kernel with this in its name is refused beside others. */
    static final String ALONE = "alone";

    /** A kernel with this in its name fails on the device. */
    static final String FAILS = "fails";

    static final long MEMORY = 1 << 30;

    /** For {@link java.util.ServiceLoader}. */
    public PretendedDevice() {}

    @Override
    public String name() {
        return "pretended";
    }

    @Override
    public List<Device> devices() {
        return List.of(
                new Device(
                        name(),
                        "pretended:0",
                        "A pretended device",
                        Device.Type.CPU,
                        MEMORY,
                        MEMORY,
                        1,
                        true));
    }

    @Override
    public @Nullable String refusal(KernelSequence sequence, Device device) {
        for (KernelCall call : sequence.calls()) {
            String kernel = call.kernel().name();
            if (!kernel.startsWith(PREFIX)) {
                return "no device for " + kernel + ", as its name does not begin with " + PREFIX;
            }
            if (kernel.contains(ALONE) && sequence.calls().size() > 1) {
                return kernel + " runs alone";
            }
        }
        return null;
    }

    @Override
    public DeviceRun run(KernelSequence sequence, Device device, Duration patience) {
        for (KernelCall call : sequence.calls()) {
            if (call.kernel().name().contains(FAILS)) {
                throw new DeviceException(call.kernel() + " does not compile", true, null);
            }
        }
        for (KernelCall call : sequence.calls()) {
            call.kernel().runOnCpu(call.arguments(), new Ranges(1));
        }
        long results = sequence.results().stream().mapToLong(array -> array.bytes()).sum();
        return new DeviceRun(
                Duration.ofNanos(7),
                Duration.ofNanos(3),
                sequence.bytesMoved() - results,
                results,
                false);
    }
}
