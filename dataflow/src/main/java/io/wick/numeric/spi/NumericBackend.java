package io.wick.numeric.spi;

import io.wick.numeric.KernelSequence;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;

/**
 * Runs kernels on devices; registered in {@code META-INF/services}. Called by many threads at once.
 * Whatever it throws, errors of linkage included, is kept as the reason why it was not used.
 *
 * <p>How a backend finds its code for a kernel: {@link io.wick.numeric.Kernel#deviceCode} is what a
 * user gave for it; otherwise the kernel's name and {@link io.wick.numeric.Kernel#definition}, for
 * kernels of {@code io.wick.numeric.library}.
 *
 * <p>Arrays come as they are: {@link io.wick.numeric.NumericArray#segmentWithHeader} gives those
 * that can be wrapped without a copy, others (views, arrays on the heap) have to be copied. A
 * {@link io.wick.numeric.NumericArray#isFrozen frozen} array never changes, so its copy on a device
 * may be kept under {@link io.wick.numeric.NumericArray#memory}.
 */
public interface NumericBackend {
    /** Its name: {@code tornado}. */
    String name();

    /**
     * The devices there are; called once. Throws, or gives none, when there are none; the message
     * becomes the reason.
     */
    List<Device> devices();

    /**
     * Why a sequence cannot run on a device, known without trying: no code for a kernel, no room in
     * its memory, a type that it lacks; null when it may.
     */
    @Nullable String refusal(KernelSequence sequence, Device device);

    /**
     * Runs a sequence: every result of it is written in full when this returns. Plans are the
     * backend's to keep, per kernels and shapes. It never asks the device for more memory than is
     * free there: where other sequences fill it, this one waits for them.
     *
     * @param patience how long to wait for room at most
     * @throws DeviceException when it cannot; results may have been written in part
     */
    DeviceRun run(KernelSequence sequence, Device device, Duration patience);
}
