package io.wick.ignite;

import io.wick.Resources;
import io.wick.WickConfig;
import io.wick.ignite.internal.IgniteEngine;
import io.wick.ignite.internal.cluster.Members;
import io.wick.ignite.internal.object.StoreCaches;
import io.wick.ignite.internal.object.StoreFailureHandler;
import io.wick.ignite.internal.wire.IgniteTransport;
import io.wick.ignite.internal.wire.Op;
import io.wick.ignite.internal.wire.WickMessage;

import org.apache.ignite.Ignition;
import org.apache.ignite.cluster.ClusterNode;
import org.apache.ignite.configuration.DataRegionConfiguration;
import org.apache.ignite.configuration.DataStorageConfiguration;
import org.apache.ignite.configuration.IgniteConfiguration;
import org.apache.ignite.internal.IgniteEx;
import org.apache.ignite.plugin.CachePluginContext;
import org.apache.ignite.plugin.CachePluginProvider;
import org.apache.ignite.plugin.ExtensionRegistry;
import org.apache.ignite.plugin.IgnitePlugin;
import org.apache.ignite.plugin.PluginContext;
import org.apache.ignite.plugin.PluginProvider;
import org.apache.ignite.plugin.PluginValidationException;
import org.apache.ignite.plugin.extensions.communication.IoPool;
import org.apache.ignite.plugin.extensions.communication.MessageFactoryProvider;
import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Wick as Ignite's plugin, found through {@code META-INF/services}. A node whose configuration sets
 * plugin providers itself must name this one among them.
 */
public final class WickPluginProvider implements PluginProvider<WickPluginConfiguration> {
    /** Pages of durable runs in memory where they are on disk as well. */
    private static final long DURABLE_PAGES_BYTES = 256L << 20;

    private @Nullable PluginContext context;
    private WickConfig config = WickConfig.builder().build();
    private @Nullable IgniteEngine engine;
    private final WickPlugin plugin = new WickPlugin();

    @Override
    public String name() {
        return WickPlugin.NAME;
    }

    @Override
    public String version() {
        String version = WickPluginProvider.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    @Override
    public String copyright() {
        return "Apache License 2.0";
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <T extends IgnitePlugin> T plugin() {
        return (T) plugin;
    }

    /** Adds what must be there before the node joins: attributes, message, memory. */
    @Override
    @SuppressWarnings("deprecation") // plugin configurations are, but nothing has come instead
    public void initExtensions(PluginContext context, ExtensionRegistry registry) {
        this.context = context;
        IgniteConfiguration node = context.igniteConfiguration();
        if (node.getPluginConfigurations() != null) {
            Arrays.stream(node.getPluginConfigurations())
                    .filter(WickPluginConfiguration.class::isInstance)
                    .findFirst()
                    .ifPresent(found -> config = ((WickPluginConfiguration) found).getConfig());
        }
        if (!node.isClientMode()) {
            config = NodeDevices.announced(config);
        }
        registry.registerExtension(
                MessageFactoryProvider.class,
                factory -> factory.register(WickMessage.TYPE, WickMessage::new));
        registry.registerExtension(IoPool.class, IgniteTransport.pool());
        JvmFlags.carriers(config.resources());
        addAttributes(node);
        if (!node.isClientMode()) {
            addRegion(node);
            node.setFailureHandler(new StoreFailureHandler(node.getFailureHandler()));
        }
    }

    private void addAttributes(IgniteConfiguration node) {
        Map<String, Object> attributes = new HashMap<>();
        if (node.getUserAttributes() != null) {
            attributes.putAll(node.getUserAttributes());
        }
        Resources capacity = node.isClientMode() ? Resources.NONE : config.resources();
        attributes.put(Members.RUNS, true);
        attributes.put(Members.VERSION, Op.VERSION);
        attributes.put(Members.CAPACITY, Members.format(capacity));
        config.attributes()
                .forEach((name, value) -> attributes.put(Members.ATTRIBUTE + name, value));
        node.setUserAttributes(attributes);
    }

    private void addRegion(IgniteConfiguration node) {
        DataStorageConfiguration storage = node.getDataStorageConfiguration();
        if (storage == null) {
            storage = new DataStorageConfiguration();
            node.setDataStorageConfiguration(storage);
        }
        var region =
                new DataRegionConfiguration()
                        .setName(StoreCaches.REGION)
                        .setInitialSize(Math.min(32L << 20, config.storeBytes()))
                        .setMaxSize(config.storeBytes() + config.spillBytes())
                        .setMetricsEnabled(true);
        if (config.spillPath() != null) {
            region.setSwapPath(config.spillPath().toString());
        }
        DataRegionConfiguration[] before = storage.getDataRegionConfigurations();
        int count = before == null ? 0 : before.length;
        var all =
                before == null ? new DataRegionConfiguration[2] : Arrays.copyOf(before, count + 2);
        all[count] = region;
        all[count + 1] = durableRegion(storage);
        storage.setDataRegionConfigurations(all);
    }

    /** On disk when the user's caches are; takes memory only when it is used. */
    private DataRegionConfiguration durableRegion(DataStorageConfiguration storage) {
        boolean onDisk = storage.getDefaultDataRegionConfiguration().isPersistenceEnabled();
        long bytes =
                onDisk ? Math.min(DURABLE_PAGES_BYTES, config.storeBytes()) : config.storeBytes();
        return new DataRegionConfiguration()
                .setName(StoreCaches.DURABLE_REGION)
                .setInitialSize(Math.min(16L << 20, bytes))
                .setMaxSize(bytes)
                .setPersistenceEnabled(onDisk);
    }

    @Override
    public void onIgniteStart() {
        PluginContext known = context;
        if (known == null) {
            throw new IllegalStateException(
                    "Ignite started the plugin without initialising its extensions");
        }
        var ignite = (IgniteEx) known.grid();
        var started = new IgniteEngine(ignite, config, () -> Ignition.stop(ignite.name(), true));
        engine = started;
        started.start();
        plugin.started(started);
    }

    @Override
    public void onIgniteStop(boolean cancel) {
        IgniteEngine running = engine;
        if (running != null) {
            running.stop();
        }
    }

    /** Lets in nodes without Wick and nodes that speak this version of its wire format. */
    @Override
    @SuppressWarnings("deprecation") // the other one must be implemented in any case
    public void validateNewNode(ClusterNode node) {
        Object version = node.attribute(Members.VERSION);
        if (version != null && !version.equals(Op.VERSION)) {
            String here =
                    "Node "
                            + node.id()
                            + " speaks version "
                            + version
                            + " of Wick's wire format, this cluster "
                            + Op.VERSION
                            + ". Install the same release of Wick on all nodes.";
            throw new PluginValidationException(here, here, node.id());
        }
    }

    @Override
    public void start(PluginContext context) {}

    @Override
    public void stop(boolean cancel) {}

    @Override
    public <T> @Nullable T createComponent(PluginContext context, Class<T> type) {
        return null;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public @Nullable CachePluginProvider createCacheProvider(CachePluginContext context) {
        return null;
    }

    @Override
    public @Nullable Serializable provideDiscoveryData(UUID nodeId) {
        return null;
    }

    @Override
    public void receiveDiscoveryData(UUID nodeId, Serializable data) {}
}
