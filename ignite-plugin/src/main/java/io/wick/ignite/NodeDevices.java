package io.wick.ignite;

import static io.wick.Resources.GPU;

import io.wick.Devices;
import io.wick.Resources;
import io.wick.WickConfig;
import io.wick.numeric.Numeric;
import io.wick.numeric.Numeric.BackendStatus;
import io.wick.numeric.spi.Device;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Locale;

/**
 * Announces the devices that kernels can run on, as resources and attributes of a node. What the
 * configuration says goes before what is found.
 */
final class NodeDevices {
    private static final Logger LOG = LoggerFactory.getLogger(NodeDevices.class);

    private NodeDevices() {}

    /** The configuration of a node that runs tasks, with the devices of this JVM. */
    static WickConfig announced(WickConfig config) {
        if (config.devices() == Devices.NONE) {
            return config;
        }
        String lacks = missing(config, Numeric.local().backends());
        if (lacks != null) {
            LOG.warn(lacks);
        }
        return announced(config, Numeric.local().devices());
    }

    /** What the configuration promises and this JVM has not; null when there is no such thing. */
    static @Nullable String missing(WickConfig config, List<BackendStatus> backends) {
        boolean promised =
                config.devices() == Devices.ALL || config.resources().thousandths(GPU) > 0;
        if (!promised || backends.stream().anyMatch(each -> !each.devices().isEmpty())) {
            return null;
        }
        List<String> faults =
                backends.stream().map(each -> each.name() + ": " + each.fault()).toList();
        return "The configuration of this node speaks of devices (devices "
                + config.devices().name().toLowerCase(Locale.ROOT)
                + ", gpus "
                + config.resources().thousandths(GPU) / 1000.0
                + "), but kernels find none and will run on the CPUs. "
                + (faults.isEmpty()
                        ? "No backend is on the class path: add wick-tornado-kernels"
                        : String.join("; ", faults));
    }

    /** The configuration of a node that has these devices. */
    static WickConfig announced(WickConfig config, List<Device> devices) {
        if (devices.isEmpty()) {
            return config;
        }
        WickConfig.Builder builder = config.toBuilder();
        long memory = 0;
        int gpus = 0;
        for (int i = 0; i < devices.size(); i++) {
            Device device = devices.get(i);
            String prefix = "device." + i + ".";
            attribute(config, builder, prefix + "type", device.type().name());
            attribute(config, builder, prefix + "name", device.name());
            attribute(config, builder, prefix + "id", device.id());
            attribute(config, builder, prefix + "memory", Long.toString(device.memory()));
            if (config.devices() == Devices.ALL || device.type() == Device.Type.GPU) {
                gpus++;
                memory += device.memory();
            }
        }
        resource(config, builder, Resources.DEVICE, devices.size());
        resource(config, builder, Resources.GPU_MEMORY, memory);
        if (!config.gpusGiven()) {
            builder.resource(GPU, gpus);
        }
        return builder.build();
    }

    private static void attribute(
            WickConfig config, WickConfig.Builder builder, String name, String value) {
        if (!config.attributes().containsKey(name)) {
            builder.attribute(name, value);
        }
    }

    private static void resource(
            WickConfig config, WickConfig.Builder builder, String name, double amount) {
        if (config.resources().thousandths(name) == 0) {
            builder.resource(name, amount);
        }
    }
}
