package io.wick.spi;

import io.wick.WickConfig;
import io.wick.error.ConfigException;

import java.util.List;
import java.util.ServiceLoader;

/** Finds the engine on the class path. */
public final class Engines {
    private Engines() {}

    /** Starts a server node. */
    public static Engine start(WickConfig config) {
        return provider().start(config);
    }

    /** Joins as a client. */
    public static Engine connect(WickConfig config) {
        return provider().connect(config);
    }

    /** The engine of a host object. */
    public static Engine on(Object host) {
        return provider()
                .on(host)
                .orElseThrow(
                        () ->
                                new ConfigException(
                                        "Wick.on expects a running org.apache.ignite.Ignite, got "
                                                + host.getClass().getName()
                                                + ". Pass the Ignite instance itself."));
    }

    /** The engine of the calling thread or JVM. */
    public static Engine current() {
        return provider()
                .current()
                .orElseThrow(
                        () ->
                                new ConfigException(
                                        "No Wick runs in this JVM, or several do and this thread is"
                                                + " no task of one. Start one with Wick.start(), or"
                                                + " pass the Wick you mean."));
    }

    private static EngineProvider provider() {
        List<EngineProvider> found =
                ServiceLoader.load(EngineProvider.class, Engines.class.getClassLoader()).stream()
                        .map(ServiceLoader.Provider::get)
                        .toList();
        return switch (found.size()) {
            case 1 -> found.getFirst();
            case 0 ->
                    throw new ConfigException(
                            "No engine on the class path: add the artifact"
                                    + " io.wick:wick-ignite-plugin.");
            default ->
                    throw new ConfigException(
                            "Several engines on the class path: "
                                    + found.stream().map(EngineProvider::name).toList()
                                    + ". Keep one.");
        };
    }
}
