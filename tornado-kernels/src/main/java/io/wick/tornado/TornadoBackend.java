package io.wick.tornado;

import io.wick.numeric.KernelSequence;
import io.wick.numeric.spi.Device;
import io.wick.numeric.spi.DeviceRun;
import io.wick.numeric.spi.NumericBackend;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.List;

/**
 * Runs numeric kernels on the devices that TornadoVM finds. Whether this build has the code for
 * TornadoVM, and whether the JVM was started so that TornadoVM can start, is found out when the
 * devices are asked for, once; the reason against it is the message of what is thrown then. For any
 * thread.
 */
public final class TornadoBackend implements NumericBackend {
    /** The name by which kernels give code for it. */
    public static final String NAME = "tornado";

    private static final String CODE = "io.wick.tornado.device.TornadoDevices";

    private static @Nullable NumericBackend started;
    private static @Nullable IllegalStateException failed;

    private volatile @Nullable NumericBackend code;

    /** For {@link java.util.ServiceLoader}. */
    public TornadoBackend() {}

    @Override
    public String name() {
        return NAME;
    }

    /**
     * The devices of all drivers that work.
     *
     * @throws IllegalStateException when there is none, with the reason and what to do
     */
    @Override
    public List<Device> devices() {
        NumericBackend found = start();
        code = found;
        return found.devices();
    }

    @Override
    public @Nullable String refusal(KernelSequence sequence, Device device) {
        NumericBackend found = code;
        return found == null
                ? "the devices of backend '" + NAME + "' have not been asked for"
                : found.refusal(sequence, device);
    }

    @Override
    public DeviceRun run(KernelSequence sequence, Device device, Duration patience) {
        NumericBackend found = code;
        if (found == null) {
            throw new IllegalStateException(
                    "The devices of backend '" + NAME + "' have not been asked for");
        }
        return found.run(sequence, device, patience);
    }

    /** TornadoVM starts once in the life of a JVM, whatever comes of it. */
    private static synchronized NumericBackend start() {
        if (failed != null) {
            throw failed;
        }
        if (started == null) {
            try {
                started = load();
            } catch (IllegalStateException e) {
                failed = e;
                throw e;
            }
        }
        return started;
    }

    private static NumericBackend load() {
        Class<?> type;
        try {
            type = Class.forName(CODE);
        } catch (ClassNotFoundException _) {
            throw new IllegalStateException(
                    "This build of wick-tornado-kernels has no code for devices: it was built"
                            + " without TornadoVM. Build it with TORNADOVM_HOME set (README, GPU)");
        }
        String refusal = JvmRequirements.refusal();
        if (refusal != null) {
            throw new IllegalStateException(refusal);
        }
        try {
            return (NumericBackend) type.getConstructor().newInstance();
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(
                    "TornadoVM does not start: " + e.getCause(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(CODE + " cannot be made", e);
        }
    }
}
