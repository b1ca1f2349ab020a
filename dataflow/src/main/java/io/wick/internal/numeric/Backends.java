package io.wick.internal.numeric;

import io.wick.numeric.spi.Device;
import io.wick.numeric.spi.NumericBackend;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Supplier;

/** Finds backends, each on its own: whatever one throws is kept as its fault. */
public final class Backends {
    private static final Logger LOG = LoggerFactory.getLogger(Backends.class);

    private Backends() {}

    /**
     * A backend and its devices, or why it has none.
     *
     * @param backend null when it could not even be made
     * @param fault why there are no devices; null when there are
     */
    public record Found(
            String name,
            @Nullable NumericBackend backend,
            List<Device> devices,
            @Nullable String fault) {}

    /** Those on the class path. */
    public static List<Found> onClassPath() {
        var found = new ArrayList<Found>();
        Iterator<ServiceLoader.Provider<NumericBackend>> providers =
                ServiceLoader.load(NumericBackend.class, Backends.class.getClassLoader()).stream()
                        .iterator();
        while (true) {
            try {
                if (!providers.hasNext()) {
                    break;
                }
                ServiceLoader.Provider<NumericBackend> provider = providers.next();
                found.add(open(provider.type().getName(), provider));
            } catch (ServiceConfigurationError | LinkageError e) {
                found.add(new Found("a backend on the class path", null, List.of(), reason(e)));
            }
        }
        for (Found each : found) {
            if (each.fault() == null) {
                LOG.info("Numeric backend {}: {}", each.name(), each.devices());
            } else {
                LOG.info("Numeric backend {} has no devices: {}", each.name(), each.fault());
            }
        }
        return List.copyOf(found);
    }

    /** Makes one and asks it for its devices. */
    public static Found open(String name, Supplier<? extends NumericBackend> maker) {
        String known = name;
        try {
            NumericBackend backend = maker.get();
            known = backend.name();
            List<Device> devices = List.copyOf(backend.devices());
            return new Found(known, backend, devices, devices.isEmpty() ? "no device" : null);
        } catch (Throwable e) { // errors of linkage and of virtual machines are usual here
            return new Found(known, null, List.of(), reason(e));
        }
    }

    /** What a failure says, with its causes. */
    public static String reason(Throwable failure) {
        var text = new StringBuilder();
        int depth = 0;
        for (Throwable at = failure; at != null && depth < 5; at = at.getCause(), depth++) {
            String message = at.getMessage();
            text.append(depth == 0 ? "" : " <- ")
                    .append(message == null ? at.getClass().getName() : message.strip());
        }
        return text.toString();
    }
}
