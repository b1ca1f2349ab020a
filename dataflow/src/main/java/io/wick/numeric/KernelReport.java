package io.wick.numeric;

import io.wick.numeric.spi.Device;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.time.Duration;

/**
 * Where a run of kernels was, and what it took.
 *
 * @param name of the kernel or program
 * @param device it ran on; null for the CPUs
 * @param reason why it ran on the CPUs, such as {@code no device}; null on a device
 * @param kernels time in which kernels ran, as the device's clock says; on the CPUs, all
 * @param transfers time in which bytes were copied to and from the device
 * @param total time from the call to the end
 * @param bytesToDevice copied to the device
 * @param bytesFromDevice copied from the device
 * @param compiled whether a plan was compiled for it, which later runs find
 */
public record KernelReport(
        String name,
        @Nullable Device device,
        @Nullable String reason,
        Duration kernels,
        Duration transfers,
        Duration total,
        long bytesToDevice,
        long bytesFromDevice,
        boolean compiled)
        implements Serializable {

    /** Whether it ran on a device. */
    public boolean onDevice() {
        return device != null;
    }

    /** One line for people. */
    @Override
    public String toString() {
        return name
                + ": "
                + (device == null
                        ? "on the CPUs (" + reason + ")"
                        : "on "
                                + device.name()
                                + ", "
                                + bytesToDevice
                                + " bytes in, "
                                + bytesFromDevice
                                + " out")
                + ", "
                + total.toNanos() / 1000
                + " us";
    }
}
