package io.wick.numeric.spi;

import java.time.Duration;

/**
 * What a run on a device took.
 *
 * @param kernels time in kernels, by the device's clock
 * @param transfers time of copies, by the device's clock
 * @param bytesToDevice copied to the device in this run
 * @param bytesFromDevice copied from the device in this run
 * @param compiled whether a plan was made, so that the time says nothing about later runs
 */
public record DeviceRun(
        Duration kernels,
        Duration transfers,
        long bytesToDevice,
        long bytesFromDevice,
        boolean compiled) {}
