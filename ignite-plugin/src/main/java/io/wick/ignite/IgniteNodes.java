package io.wick.ignite;

import io.wick.Tls;
import io.wick.WickConfig;
import io.wick.error.ConfigException;
import io.wick.ignite.internal.IgniteEngine;
import io.wick.ignite.internal.object.StoreCaches;

import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteException;
import org.apache.ignite.Ignition;
import org.apache.ignite.configuration.CacheConfiguration;
import org.apache.ignite.configuration.DataRegionConfiguration;
import org.apache.ignite.configuration.DataStorageConfiguration;
import org.apache.ignite.configuration.IgniteConfiguration;
import org.apache.ignite.internal.util.IgniteUtils;
import org.apache.ignite.lifecycle.LifecycleBean;
import org.apache.ignite.lifecycle.LifecycleEventType;
import org.apache.ignite.plugin.segmentation.SegmentationPolicy;
import org.apache.ignite.spi.communication.tcp.TcpCommunicationSpi;
import org.apache.ignite.spi.discovery.tcp.TcpDiscoverySpi;
import org.apache.ignite.spi.discovery.tcp.ipfinder.vm.TcpDiscoveryVmIpFinder;
import org.apache.ignite.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

import javax.net.ssl.SSLException;

/**
 * Ignite nodes as Wick starts them: quiet, on loopback unless told otherwise, alone unless given
 * addresses.
 */
final class IgniteNodes {
    /**
     * Messages that may be under way; with Ignite's 4,096 a burst of small ones makes it close the
     * connection and open it again.
     */
    private static final int UNACKNOWLEDGED = 1 << 16;

    private static final Logger LOG = LoggerFactory.getLogger(IgniteNodes.class);
    private static final int PORT_RANGE = 200;
    private static final int METRICS = 64;
    private static final int PAGE_BYTES = 16 * 1024;
    private static final long USER_CACHES_BYTES = 1L << 30;
    private static final int RECONNECT_MILLIS = 200;

    /**
     * How much longer servers wait for a client than for each other, so that one whose server has
     * frozen can join through another: it notices after a silence of one limit and a quarter, when
     * the servers have just given the frozen one up.
     */
    private static final double CLIENT_PATIENCE = 2.5;

    private IgniteNodes() {}

    static IgniteEngine start(WickConfig config, boolean client) {
        IgniteEngine engine = start(config, client, List.of());
        if (!client) {
            Comeback.prepare(engine, config);
        }
        return engine;
    }

    /**
     * Starts a node.
     *
     * @param known where nodes were last seen, beside the addresses of the configuration
     */
    static IgniteEngine start(WickConfig config, boolean client, List<InetSocketAddress> known) {
        JvmFlags.check();
        JvmFlags.quiet();
        JvmFlags.carriers(config.resources());
        warnOfStrangers(config);
        Path work = workDirectory();
        var failures = new NodeFailures();
        IgniteConfiguration node =
                configuration(config, client, work, known).setFailureHandler(failures);
        try {
            Ignite ignite = Ignition.start(node);
            IgniteEngine engine = IgniteEngineProvider.engineOf(ignite);
            failures.areOf(engine);
            engine.awaitMembers();
            return engine;
        } catch (IgniteException e) {
            throw new ConfigException(
                    "The Ignite node could not "
                            + (client ? "join " + config.addresses() : "start")
                            + ": "
                            + rootMessage(e)
                            + tlsHint(config, e),
                    e);
        }
    }

    private static void warnOfStrangers(WickConfig config) {
        try {
            if (config.tls() == null && !InetAddress.getByName(config.bind()).isLoopbackAddress()) {
                LOG.warn(
                        "This node listens at {} without TLS: who reaches it can run code on it."
                                + " Keep that network closed, or set tls(..)",
                        config.bind());
            }
        } catch (UnknownHostException e) {
            throw new ConfigException(
                    "Configuration key 'bind' must be an address of this machine, got "
                            + config.bind(),
                    e);
        }
    }

    private static String tlsHint(WickConfig config, Throwable e) {
        if (config.tls() != null) {
            return " (TLS is on here: it must be on in the whole cluster, and each trust store must"
                    + " hold what signed the keys of the others)";
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException
                    || String.valueOf(cause.getMessage()).contains("SSL")) {
                return " (the cluster there uses TLS: set tls(..))";
            }
        }
        return "";
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    /** Readable by this user alone, as another's node may be on the same machine. */
    private static Path workDirectory() {
        try {
            return Files.createTempDirectory("wick-");
        } catch (IOException e) {
            throw new ConfigException(
                    "The node needs a directory for temporary files, and java.io.tmpdir ("
                            + System.getProperty("java.io.tmpdir")
                            + ") takes none: "
                            + e,
                    e);
        }
    }

    /** Deletes the work directory when the node has stopped, whoever stops it. */
    private static LifecycleBean deletes(Path work) {
        return event -> {
            if (event == LifecycleEventType.AFTER_NODE_STOP && !IgniteUtils.delete(work)) {
                LOG.warn("Temporary files of the node stay in {}", work);
            }
        };
    }

    // Plugin configurations are deprecated, but nothing has come in their place
    @SuppressWarnings("deprecation")
    private static IgniteConfiguration configuration(
            WickConfig config, boolean client, Path work, List<InetSocketAddress> known) {
        String name = "wick-" + UUID.randomUUID();
        var node =
                new IgniteConfiguration()
                        .setIgniteInstanceName(name)
                        .setClientMode(client)
                        .setGridLogger(new Slf4jIgniteLogger())
                        .setLocalHost(config.bind())
                        // no others: they may hold secrets; this one is compared by nodes that join
                        .setIncludeProperties("java.net.preferIPv4Stack")
                        .setWorkDirectory(work.toString())
                        .setLifecycleBeans(deletes(work))
                        .setConnectorConfiguration(null)
                        .setClientConnectorConfiguration(null)
                        .setMetricsLogFrequency(0)
                        .setMetricsHistorySize(METRICS) // of jobs, which nobody here asks for
                        .setMetricsUpdateFrequency(Math.max(100, config.failureDetection() / 4))
                        .setSegmentationPolicy(SegmentationPolicy.STOP) // Ignite's halts the JVM
                        .setFailureDetectionTimeout(config.failureDetection())
                        .setClientFailureDetectionTimeout(
                                (long) Math.max(2000, CLIENT_PATIENCE * config.failureDetection()))
                        .setPluginConfigurations(new WickPluginConfiguration().setConfig(config))
                        .setDiscoverySpi(discovery(config, client, known))
                        .setCommunicationSpi(communication());
        Tls tls = config.tls();
        if (tls != null) {
            node.setSslContextFactory(sslContexts(tls));
        }
        if (!client) {
            node.setDataStorageConfiguration(
                    new DataStorageConfiguration()
                            .setPageSize(PAGE_BYTES)
                            .setDefaultDataRegionConfiguration(defaultRegion()));
            node.setCacheConfiguration(
                    StoreCaches.configurations().toArray(CacheConfiguration[]::new));
        }
        return node;
    }

    private static SslContextFactory sslContexts(Tls tls) {
        var contexts = new SslContextFactory();
        contexts.setKeyStoreFilePath(tls.keyStore().toString());
        contexts.setKeyStorePassword(tls.keyStorePassword().toCharArray());
        contexts.setKeyStoreType(type(tls.keyStore()));
        contexts.setTrustStoreFilePath(tls.trustStore().toString());
        contexts.setTrustStorePassword(tls.trustStorePassword().toCharArray());
        contexts.setTrustStoreType(type(tls.trustStore()));
        contexts.setProtocol("TLSv1.3");
        return contexts;
    }

    private static String type(Path store) {
        return store.toString().endsWith(".jks") ? "JKS" : "PKCS12";
    }

    /**
     * For caches of the user's own; Ignite's default of a fifth of the memory is much for one of
     * several nodes.
     */
    private static DataRegionConfiguration defaultRegion() {
        return new DataRegionConfiguration()
                .setName(DataStorageConfiguration.DFLT_DATA_REG_DEFAULT_NAME)
                .setInitialSize(USER_CACHES_BYTES / 32)
                .setMaxSize(USER_CACHES_BYTES);
    }

    private static TcpDiscoverySpi discovery(
            WickConfig config, boolean client, List<InetSocketAddress> known) {
        var finder = new TcpDiscoveryVmIpFinder(true);
        finder.setAddresses(config.addresses().isEmpty() ? List.of() : config.addresses());
        if (!known.isEmpty()) {
            finder.registerAddresses(known);
        }
        var spi = new TcpDiscoverySpi();
        spi.setIpFinder(finder);
        spi.setLocalPort(config.port());
        spi.setLocalPortRange(PORT_RANGE);
        spi.setReconnectDelay(RECONNECT_MILLIS);
        if (client) {
            spi.setJoinTimeout(Math.max(5000, 3 * config.failureDetection()));
        }
        return spi;
    }

    /**
     * With Ignite's own 32 KiB socket buffers loopback TCP falls into 200 ms stalls: the system's
     * are used.
     */
    private static TcpCommunicationSpi communication() {
        var spi = new TcpCommunicationSpi();
        spi.setLocalPortRange(PORT_RANGE);
        spi.setSocketSendBuffer(0);
        spi.setSocketReceiveBuffer(0);
        spi.setUnacknowledgedMessagesBufferSize(UNACKNOWLEDGED);
        return spi;
    }
}
