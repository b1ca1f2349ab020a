package io.wick.ignite;

import io.wick.WickConfig;
import io.wick.error.ConfigException;
import io.wick.ignite.internal.IgniteEngine;
import io.wick.ignite.internal.exec.LocalExecutor;
import io.wick.spi.Engine;
import io.wick.spi.EngineProvider;

import org.apache.ignite.Ignite;
import org.apache.ignite.Ignition;
import org.apache.ignite.internal.IgniteEx;
import org.apache.ignite.plugin.PluginNotFoundException;

import java.util.ArrayList;
import java.util.Optional;

/** Finds the engine of an Ignite node, or starts a node for it. */
public final class IgniteEngineProvider implements EngineProvider {
    @Override
    public String name() {
        return "Apache Ignite";
    }

    @Override
    public Engine start(WickConfig config) {
        return IgniteNodes.start(config, false);
    }

    @Override
    public Engine connect(WickConfig config) {
        if (config.addresses().isEmpty()) {
            throw new ConfigException(
                    "Wick.connect needs the addresses of a cluster, such as 127.0.0.1:47500");
        }
        return IgniteNodes.start(config, true);
    }

    @Override
    public Optional<Engine> on(Object host) {
        if (!(host instanceof Ignite ignite)) {
            return Optional.empty();
        }
        IgniteEngine engine = engineOf(ignite);
        engine.awaitMembers();
        return Optional.of(engine);
    }

    @Override
    public Optional<Engine> current() {
        var engines = new ArrayList<IgniteEngine>();
        LocalExecutor.Frame frame = LocalExecutor.Frame.current();
        for (Ignite ignite : Ignition.allGrids()) {
            IgniteEngine engine;
            try {
                engine = engineOf(ignite);
            } catch (ConfigException e) {
                continue; // a node without Wick is none of ours
            }
            if (frame == null || engine.runs(frame)) {
                engines.add(engine);
            }
        }
        return engines.size() == 1 ? Optional.of(engines.getFirst()) : Optional.empty();
    }

    static IgniteEngine engineOf(Ignite ignite) {
        try {
            // ignite.plugin(..) would refuse while the cluster is inactive; a Spring bean is a
            // wrapper
            var node =
                    (IgniteEx)
                            (ignite instanceof IgniteEx ? ignite : Ignition.ignite(ignite.name()));
            WickPlugin plugin =
                    (WickPlugin) node.context().pluginProvider(WickPlugin.NAME).plugin();
            return plugin.engine();
        } catch (PluginNotFoundException e) {
            throw new ConfigException(
                    "Ignite node '"
                            + ignite.name()
                            + "' runs without Wick. Put wick-ignite-plugin on its class path; if it"
                            + " sets plugin providers itself, add io.wick.ignite.WickPluginProvider"
                            + " to them.",
                    e);
        }
    }
}
