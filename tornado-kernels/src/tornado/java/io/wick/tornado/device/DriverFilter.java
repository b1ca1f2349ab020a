package io.wick.tornado.device;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;

/**
 * Shows TornadoVM only those of its drivers that can start. TornadoVM asks the context class loader
 * for them when it starts, once, and one that throws (the driver for CUDA on a machine without
 * CUDA) would take the others with it for as long as the JVM lives. So each driver's native part is
 * tried here before.
 */
final class DriverFilter extends ClassLoader {
    private static final String SERVICE =
            "META-INF/services/uk.ac.manchester.tornado.runtime.TornadoBackendProvider";
    private static final String DRIVERS = "uk.ac.manchester.tornado.drivers.";

    /** The class of each driver that loads its library and asks it for its platforms. */
    private static final Map<String, String> NATIVE =
            Map.of(
                    "opencl", DRIVERS + "opencl.OpenCL",
                    "ptx", DRIVERS + "ptx.PTX",
                    "cuda", DRIVERS + "cuda.CUDADriver",
                    "metal", DRIVERS + "metal.Metal",
                    "spirv", DRIVERS + "spirv.SPIRVRuntimeImpl");

    private final List<String> broken = new ArrayList<>();
    private final List<URL> sound = new ArrayList<>();

    DriverFilter(ClassLoader parent) throws IOException {
        super("tornado-drivers", parent);
        for (URL services : Collections.list(parent.getResources(SERVICE))) {
            String reason = failure(services);
            if (reason == null) {
                sound.add(services);
            } else {
                broken.add(reason);
            }
        }
    }

    /** How many drivers can start. */
    int soundDrivers() {
        return sound.size();
    }

    /** Why others cannot, a line each. */
    List<String> broken() {
        return List.copyOf(broken);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return name.equals(SERVICE) ? Collections.enumeration(sound) : super.getResources(name);
    }

    private @Nullable String failure(URL services) throws IOException {
        String text;
        try (var in = services.openStream()) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        for (String line : text.lines().map(String::strip).toList()) {
            if (!line.startsWith(DRIVERS)) {
                continue;
            }
            String driver = line.substring(DRIVERS.length(), line.indexOf('.', DRIVERS.length()));
            String reason = nativeFailure(driver);
            if (reason != null) {
                return "driver " + driver + ": " + reason;
            }
        }
        return null;
    }

    private @Nullable String nativeFailure(String driver) {
        String name = NATIVE.get(driver);
        if (name == null) {
            return null;
        }
        try {
            Class<?> type = Class.forName(name, true, getParent());
            return platforms(driver, type) > 0 ? null : "it finds no platform";
        } catch (Throwable e) { // linkage errors of native libraries among them
            return Reasons.of(e);
        }
    }

    private static int platforms(String driver, Class<?> type) throws ReflectiveOperationException {
        return switch (driver) {
            case "ptx" -> {
                Object platform = type.getMethod("getPlatform").invoke(null);
                var count = platform.getClass().getMethod("getDeviceCount");
                count.setAccessible(true);
                yield (int) count.invoke(platform);
            }
            case "spirv" -> {
                Object runtime = type.getMethod("getInstance").invoke(null);
                yield (int) type.getMethod("getNumPlatforms").invoke(runtime);
            }
            default -> (int) type.getMethod("getNumPlatforms").invoke(null);
        };
    }
}
