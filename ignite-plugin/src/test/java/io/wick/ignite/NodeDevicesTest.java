package io.wick.ignite;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.Devices;
import io.wick.Resources;
import io.wick.WickConfig;
import io.wick.numeric.Numeric.BackendStatus;
import io.wick.numeric.spi.Device;

import org.junit.jupiter.api.Test;

import java.util.List;

/** What a node offers of the devices that it has. */
class NodeDevicesTest {
    private static final Device GPU = device("opencl:0:0", Device.Type.GPU, 8L << 30);
    private static final Device POCL = device("opencl:1:0", Device.Type.CPU, 4L << 30);

    private static Device device(String id, Device.Type type, long memory) {
        return new Device("tornado", id, "the " + type, type, memory, memory / 4, 16, true);
    }

    @Test
    void when_there_is_no_device_then_nothing_changes() {
        WickConfig config = WickConfig.builder().build();

        assertThat(NodeDevices.announced(config, List.of())).isEqualTo(config);
    }

    @Test
    void when_there_are_a_gpu_and_a_driver_for_cpus_then_the_gpu_counts() {
        WickConfig config = WickConfig.builder().build();

        WickConfig announced = NodeDevices.announced(config, List.of(GPU, POCL));

        Resources capacity = announced.resources();
        assertThat(capacity.thousandths(Resources.GPU)).isEqualTo(1000);
        assertThat(capacity.thousandths(Resources.GPU_MEMORY)).isEqualTo(1000 * GPU.memory());
        assertThat(capacity.thousandths(Resources.DEVICE)).isEqualTo(2000);
        assertThat(capacity.thousandths(Resources.CPU))
                .isEqualTo(config.resources().thousandths(Resources.CPU));
        assertThat(announced.attributes())
                .containsEntry("device.0.type", "GPU")
                .containsEntry("device.0.memory", Long.toString(8L << 30))
                .containsEntry("device.1.type", "CPU")
                .containsEntry("device.1.name", "the CPU")
                .containsEntry("device.1.id", "opencl:1:0");
    }

    @Test
    void when_all_devices_are_asked_for_then_a_driver_for_cpus_counts_too() {
        WickConfig config = WickConfig.builder().devices(Devices.ALL).build();

        Resources capacity = NodeDevices.announced(config, List.of(GPU, POCL)).resources();

        assertThat(capacity.thousandths(Resources.GPU)).isEqualTo(2000);
        assertThat(capacity.thousandths(Resources.GPU_MEMORY))
                .isEqualTo(1000 * (GPU.memory() + POCL.memory()));
    }

    @Test
    void when_the_configuration_says_how_many_then_that_holds() {
        WickConfig none = WickConfig.builder().gpus(0).build();
        WickConfig four =
                WickConfig.builder()
                        .gpus(4)
                        .resource(Resources.GPU_MEMORY, 100)
                        .attribute("device.0.name", "mine")
                        .build();

        assertThat(gpus(NodeDevices.announced(none, List.of(GPU)))).isZero();
        WickConfig announced = NodeDevices.announced(four, List.of(GPU));
        assertThat(gpus(announced)).isEqualTo(4000);
        assertThat(announced.resources().thousandths(Resources.GPU_MEMORY)).isEqualTo(100_000);
        assertThat(announced.attributes()).containsEntry("device.0.name", "mine");
    }

    @Test
    void when_devices_are_promised_and_none_is_found_then_the_reason_is_told() {
        List<BackendStatus> broken =
                List.of(new BackendStatus("tornado", List.of(), "a flag is missing"));
        WickConfig promised = WickConfig.builder().gpus(1).build();

        assertThat(NodeDevices.missing(promised, broken))
                .contains("gpus 1")
                .contains("tornado: a flag is missing");
        assertThat(NodeDevices.missing(promised, List.of())).contains("wick-tornado-kernels");
        assertThat(NodeDevices.missing(WickConfig.builder().build(), broken)).isNull();
        assertThat(
                        NodeDevices.missing(
                                promised,
                                List.of(new BackendStatus("tornado", List.of(GPU), null))))
                .isNull();
    }

    private static long gpus(WickConfig config) {
        return config.resources().thousandths(Resources.GPU);
    }
}
