package io.wick.spi;

import io.wick.WickConfig;

import java.util.Optional;

/** Finds or starts an engine; registered in {@code META-INF/services}. Thread-safe. */
public interface EngineProvider {
    /** The engine's name for messages. */
    String name();

    /** Starts a server node in this JVM. */
    Engine start(WickConfig config);

    /** Starts a client node in this JVM, joined to the cluster at the configured addresses. */
    Engine connect(WickConfig config);

    /**
     * The engine of a running host object, for example an {@code org.apache.ignite.Ignite}; empty
     * if not of its kind.
     */
    Optional<Engine> on(Object host);

    /** The engine on whose thread this is called, or else the only one in this JVM. */
    Optional<Engine> current();
}
