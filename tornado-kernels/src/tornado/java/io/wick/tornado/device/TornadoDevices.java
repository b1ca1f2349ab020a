package io.wick.tornado.device;

import io.wick.numeric.ElementType;
import io.wick.numeric.KernelCall;
import io.wick.numeric.KernelSequence;
import io.wick.numeric.NumericArray;
import io.wick.numeric.library.Formula;
import io.wick.numeric.spi.Device;
import io.wick.numeric.spi.DeviceException;
import io.wick.numeric.spi.DeviceRun;
import io.wick.numeric.spi.NumericBackend;
import io.wick.tornado.TornadoBackend;
import io.wick.tornado.TornadoCode;

import org.jspecify.annotations.Nullable;

import uk.ac.manchester.tornado.api.TornadoDeviceMap;
import uk.ac.manchester.tornado.api.TornadoExecutionPlan;
import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.exceptions.TornadoMemoryException;
import uk.ac.manchester.tornado.api.exceptions.TornadoOutOfMemoryException;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The devices of a TornadoVM that has started, and what runs on them. For any thread. */
public final class TornadoDevices implements NumericBackend {
    /** What TornadoVM allows itself of a device's memory. */
    private static final String MEMORY_PROPERTY = "tornado.device.memory";

    private static final long DEFAULT_MEMORY = 4L << 30;

    private final Map<String, Device> devices = new LinkedHashMap<>();
    private final Map<String, PlanCache> plans = new LinkedHashMap<>();

    /**
     * Starts TornadoVM; once in a JVM.
     *
     * @throws IllegalStateException with the reasons, when none of its drivers works
     */
    public TornadoDevices() throws IOException {
        TornadoStart.start();
        TornadoDeviceMap map = TornadoExecutionPlan.getTornadoDeviceMap();
        for (int b = 0; b < map.getNumBackends(); b++) {
            String driver = map.getAllBackends().get(b).getBackendType().name();
            List<TornadoDevice> all = map.getAllBackends().get(b).getAllDevices();
            for (int d = 0; d < all.size(); d++) {
                add(driver.toLowerCase(Locale.ROOT) + ":" + b + ":" + d, all.get(d));
            }
        }
    }

    private void add(String id, TornadoDevice device) {
        long memory = Math.min(device.getMaxGlobalMemory(), allowedMemory());
        devices.put(
                id,
                new Device(
                        TornadoBackend.NAME,
                        id,
                        device.getPhysicalDevice().getDeviceName(),
                        switch (device.getDeviceType()) {
                            case GPU -> Device.Type.GPU;
                            case CPU -> Device.Type.CPU;
                            default -> Device.Type.ACCELERATOR;
                        },
                        memory,
                        Math.min(device.getMaxAllocMemory(), memory),
                        device.getPhysicalDevice().getDeviceMaxComputeUnits(),
                        device.getDeviceContext().isFP64Supported()));
        plans.put(id, new PlanCache(id, device, memory));
    }

    @Override
    public String name() {
        return TornadoBackend.NAME;
    }

    @Override
    public List<Device> devices() {
        return List.copyOf(devices.values());
    }

    /** How many plans have been made for a device, and are kept; for tests and reports. */
    public String plans(Device device) {
        PlanCache cache = cache(device);
        return cache.built() + " made, " + cache.size() + " kept, " + cache.used() + " bytes";
    }

    @Override
    public @Nullable String refusal(KernelSequence sequence, Device device) {
        for (KernelCall call : sequence.calls()) {
            DeviceKernel kernel = kernel(call);
            if (kernel == null) {
                return call.kernel() + " has no code for TornadoVM";
            }
            String refusal = kernel.refusal(call);
            if (refusal == null
                    && sequence.calls().size() > 1
                    && kernel.slotType(ElementType.FLOAT) != ElementType.FLOAT) {
                refusal = "it runs on a device only alone, not in a sequence";
            }
            if (refusal == null) {
                refusal = refusal(call, device);
            }
            if (refusal != null) {
                return call.kernel() + ": " + refusal;
            }
        }
        long bytes = sequence.bytesOnDevice();
        return bytes > device.memory()
                ? "its arrays have "
                        + bytes
                        + " bytes, and TornadoVM has "
                        + device.memory()
                        + " on the device (-D"
                        + MEMORY_PROPERTY
                        + "=8GB changes what it may use)"
                : null;
    }

    private static @Nullable String refusal(KernelCall call, Device device) {
        for (int i = 0; i < call.arguments().size(); i++) {
            if (!(call.arguments().value(i) instanceof NumericArray array)) {
                continue;
            }
            String name = call.kernel().parameters().get(i).name();
            if (array.size() == 0) {
                return "'" + name + "' has no elements";
            }
            if (array.size() > Integer.MAX_VALUE - 16) {
                return "'" + name + "' has more elements than an array of TornadoVM, 2^31";
            }
            if (array.bytes() > device.maxArrayBytes()) {
                return "'"
                        + name
                        + "' is larger than the device's largest array, "
                        + device.maxArrayBytes()
                        + " bytes";
            }
            if (array.type() == ElementType.DOUBLE && !device.doubles()) {
                return "'" + name + "' has doubles, which the device has not";
            }
            if (array.type() == ElementType.HALF) {
                return "'" + name + "' has halfs, which not all devices have";
            }
        }
        return null;
    }

    @Override
    public DeviceRun run(KernelSequence sequence, Device device, Duration patience) {
        var kernels = new ArrayList<DeviceKernel>();
        for (KernelCall call : sequence.calls()) {
            DeviceKernel kernel = kernel(call);
            if (kernel == null) {
                throw new DeviceException(call.kernel() + " has no code for TornadoVM", true, null);
            }
            kernels.add(kernel);
        }
        try {
            return cache(device).run(new SequenceLayout(sequence, kernels), patience);
        } catch (DeviceException e) {
            throw e;
        } catch (TornadoOutOfMemoryException | TornadoMemoryException e) {
            throw failure("the device has no room", false, e);
        } catch (Throwable e) { // TornadoVM throws errors of all kinds for code it cannot compile
            throw failure("TornadoVM cannot run " + sequence.kind(), true, e);
        }
    }

    /** TornadoVM's messages are long and in colour: its error goes along, its words do not. */
    private static DeviceException failure(String what, boolean permanent, Throwable error) {
        var failure = new DeviceException(what + ": " + Reasons.of(error), permanent, null);
        failure.addSuppressed(error);
        return failure;
    }

    private static @Nullable DeviceKernel kernel(KernelCall call) {
        if (call.kernel().deviceCode(TornadoBackend.NAME) instanceof TornadoCode code) {
            return new UserKernel(code);
        }
        return call.kernel().definition() instanceof Formula formula
                ? new FormulaKernel(formula)
                : LibraryKernels.find(call.kernel());
    }

    private PlanCache cache(Device device) {
        PlanCache cache = plans.get(device.id());
        if (cache == null) {
            throw new DeviceException(device.id() + " is no device of this JVM", true, null);
        }
        return cache;
    }

    private static long allowedMemory() {
        String text = System.getProperty(MEMORY_PROPERTY, "").strip().toUpperCase(Locale.ROOT);
        if (text.endsWith("GB")) {
            return Long.parseLong(text.substring(0, text.length() - 2).strip()) << 30;
        }
        if (text.endsWith("MB")) {
            return Long.parseLong(text.substring(0, text.length() - 2).strip()) << 20;
        }
        return DEFAULT_MEMORY;
    }
}
