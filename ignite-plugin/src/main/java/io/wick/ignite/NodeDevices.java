package io.wick.ignite;

import io.wick.Devices;
import io.wick.Resources;
import io.wick.WickConfig;
import io.wick.numeric.Numeric;
import io.wick.numeric.spi.Device;

import java.util.List;

/**
 * Announces the devices that kernels can run on, as resources and attributes of a node. What the
 * configuration says goes before what is found.
 */
final class NodeDevices {
    private NodeDevices() {}

    /** The configuration of a node that runs tasks, with the devices of this JVM. */
    static WickConfig announced(WickConfig config) {
        return config.devices() == Devices.NONE
                ? config
                : announced(config, Numeric.local().devices());
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
            builder.resource(Resources.GPU, gpus);
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
