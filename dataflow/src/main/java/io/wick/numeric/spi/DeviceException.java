package io.wick.numeric.spi;

import org.jspecify.annotations.Nullable;

/** A sequence could not run on a device. */
public final class DeviceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean permanent;

    /**
     * Says why.
     *
     * @param permanent whether it would fail again, as when a kernel does not compile; false for a
     *     device that is busy or full now
     */
    public DeviceException(String message, boolean permanent, @Nullable Throwable cause) {
        super(message, cause);
        this.permanent = permanent;
    }

    /** Whether the same kernels would fail again on this device. */
    public boolean permanent() {
        return permanent;
    }
}
