package io.wick.ignite;

import io.wick.Wick;
import io.wick.ignite.internal.IgniteEngine;

import org.apache.ignite.plugin.IgnitePlugin;
import org.jspecify.annotations.Nullable;

/** What {@code ignite.plugin("wick")} gives. Thread-safe. */
public final class WickPlugin implements IgnitePlugin {
    /** The plugin's name in Ignite. */
    public static final String NAME = "wick";

    private volatile @Nullable IgniteEngine engine;

    WickPlugin() {}

    void started(IgniteEngine started) {
        engine = started;
    }

    /** The Wick of this node; closing it leaves the node running. */
    public Wick wick() {
        return Wick.over(engine());
    }

    /** The engine; for modules of Wick. */
    public IgniteEngine engine() {
        IgniteEngine started = engine;
        if (started == null) {
            throw new IllegalStateException("Wick starts with its node, which has not started yet");
        }
        return started.current();
    }
}
