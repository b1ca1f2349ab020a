package io.wick.numeric.spi;

import java.io.Serializable;

/** A kernel's code for the devices of one backend, in a form that the backend defines. */
public interface DeviceCode extends Serializable {
    /** The {@link NumericBackend#name()} that understands it. */
    String backend();
}
