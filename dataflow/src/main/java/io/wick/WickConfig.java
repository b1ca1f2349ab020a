package io.wick;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonPOJOBuilder;

import io.wick.error.ConfigException;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a node of Wick is set up. Immutable; made by {@link #builder}, by {@link #fromJson}, or given
 * to a node's plugin configuration.
 *
 * @param addresses where other nodes are found, {@code host:port} or {@code host:port..port}; empty
 *     for a node alone
 * @param port the first port this node listens at; 47500 by default, the next free one is taken
 * @param bind the address this node listens at; 127.0.0.1 by default
 * @param resources what tasks on this node may hold together; all cores and half the heap by
 *     default
 * @param devices which devices of kernels are added to them when the node starts
 * @param gpusGiven whether {@code resources} say how many GPUs there are, so that those which are
 *     found are not counted
 * @param attributes what {@link Placement.WithAttribute} matches
 * @param storeBytes limit of this node's share of the object store, in bytes
 * @param spillPath directory for objects beyond {@code storeBytes}, null for none
 * @param spillBytes how much may spill there
 * @param maxObjectBytes largest single object
 * @param inlineBytes values up to this size travel inside messages and stay with their owner
 * @param maxPendingTasks submissions from outside tasks wait while so many are unfinished
 * @param application jars and class folders to ship to nodes that lack them
 * @param failureDetection a silent node counts as dead after this many milliseconds
 * @param majority whether a server that is cut off from most of the others stops taking part
 * @param tls keys for connections between nodes, null for plain ones
 */
@JsonDeserialize(builder = WickConfig.Builder.class)
public record WickConfig(
        List<String> addresses,
        int port,
        String bind,
        Resources resources,
        Devices devices,
        boolean gpusGiven,
        Map<String, String> attributes,
        long storeBytes,
        @Nullable Path spillPath,
        long spillBytes,
        long maxObjectBytes,
        int inlineBytes,
        int maxPendingTasks,
        List<Path> application,
        long failureDetection,
        boolean majority,
        @Nullable Tls tls) {
    /**
     * System property and, in upper case with underscores, environment variable naming a JSON file.
     */
    public static final String FILE_PROPERTY = "wick.config";

    /** The defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts from these settings. */
    public Builder toBuilder() {
        var builder = new Builder();
        builder.addresses = addresses;
        builder.port = port;
        builder.bind = bind;
        builder.resources = resources;
        builder.devices = devices;
        builder.gpusGiven = gpusGiven;
        builder.attributes.putAll(attributes);
        builder.storeBytes = storeBytes;
        builder.spillPath = spillPath;
        builder.spillBytes = spillBytes;
        builder.maxObjectBytes = maxObjectBytes;
        builder.inlineBytes = inlineBytes;
        builder.maxPendingTasks = maxPendingTasks;
        builder.application.addAll(application);
        builder.failureDetection = failureDetection;
        builder.majority = majority;
        builder.tls = tls;
        return builder;
    }

    /**
     * Reads a JSON object whose keys are the names of {@link Builder}'s methods.
     *
     * @throws ConfigException naming the key that is unknown or has a wrong value
     */
    public static WickConfig fromJson(Path file) {
        return ConfigJson.read(file);
    }

    /** What {@code -Dwick.config=FILE} or {@code WICK_CONFIG} names, else the defaults. */
    public static WickConfig fromEnvironment() {
        String file = System.getProperty(FILE_PROPERTY, System.getenv("WICK_CONFIG"));
        return file == null ? builder().build() : fromJson(Path.of(file));
    }

    /** Collects settings; {@link #build} checks them together. For use by one thread. */
    @JsonPOJOBuilder(withPrefix = "")
    @JsonAutoDetect(
            fieldVisibility = JsonAutoDetect.Visibility.NONE,
            setterVisibility = JsonAutoDetect.Visibility.NONE,
            getterVisibility = JsonAutoDetect.Visibility.NONE)
    public static final class Builder {
        private static final long MIB = 1 << 20;
        private static final Pattern ADDRESS =
                Pattern.compile("[^:\\s]+:(\\d{1,5})(?:\\.\\.(\\d{1,5}))?");

        private List<String> addresses = List.of();
        private int port = 47500;
        private String bind = "127.0.0.1";
        private Resources resources =
                Resources.NONE
                        .cpus(Runtime.getRuntime().availableProcessors())
                        .memory(Runtime.getRuntime().maxMemory() / 2);
        private Devices devices = Devices.GPUS;
        private boolean gpusGiven;
        private final Map<String, String> attributes = new TreeMap<>();
        private long storeBytes = 1024 * MIB;
        private @Nullable Path spillPath;
        private long spillBytes;
        private long maxObjectBytes = 1024 * MIB;
        private int inlineBytes = 32 * 1024;
        private int maxPendingTasks = 1_000_000;
        private final List<Path> application = new ArrayList<>();
        private long failureDetection = 2000;
        private boolean majority = true;
        private @Nullable Tls tls;

        private Builder() {}

        /** Where other nodes are found: {@code host:port} or {@code host:port..port}. */
        public Builder addresses(String... value) {
            return addresses(Arrays.asList(value));
        }

        @JsonProperty
        private Builder addresses(List<String> value) {
            for (String address : value) {
                if (address == null || !isAddress(address)) {
                    throw wrong(
                            "addresses", "host:port or host:port..port", String.valueOf(address));
                }
            }
            addresses = List.copyOf(value);
            return this;
        }

        private static boolean isAddress(String address) {
            Matcher parts = ADDRESS.matcher(address);
            if (!parts.matches()) {
                return false;
            }
            int first = Integer.parseInt(parts.group(1));
            int last = parts.group(2) == null ? first : Integer.parseInt(parts.group(2));
            return first <= last && last <= 65_535;
        }

        /** The first port to listen at; the next free one is taken. */
        @JsonProperty
        public Builder port(int value) {
            port = (int) within("port", value, 1024, 65_000);
            return this;
        }

        /**
         * The address to listen at. Other machines reach the node only when this is not loopback.
         */
        @JsonProperty
        public Builder bind(String value) {
            if (value == null || value.isBlank()) {
                throw wrong("bind", "an address of this machine", String.valueOf(value));
            }
            bind = value;
            return this;
        }

        /** CPU cores that tasks may hold together; 0 for a node that runs none. */
        @JsonProperty
        public Builder cpus(double value) {
            return resource(Resources.CPU, value);
        }

        /** GPUs that tasks may hold together; those that are found count unless this is called. */
        @JsonProperty
        public Builder gpus(double value) {
            return resource(Resources.GPU, value);
        }

        /** Which of the devices that are found are this node's GPUs; graphics processors are. */
        public Builder devices(Devices value) {
            devices = Objects.requireNonNull(value, "devices");
            return this;
        }

        @JsonProperty("devices")
        private Builder devices(String value) {
            for (Devices each : Devices.values()) {
                if (each.name().equalsIgnoreCase(value)) {
                    return devices(each);
                }
            }
            throw wrong("devices", "gpus, all or none", String.valueOf(value));
        }

        /** Heap bytes that tasks may reserve together. */
        @JsonProperty
        public Builder memory(long value) {
            return resource(Resources.MEMORY, value);
        }

        /** An amount of a resource of your own. */
        public Builder resource(String name, double value) {
            try {
                resources = resources.custom(name, value);
                gpusGiven |= name.equals(Resources.GPU);
            } catch (IllegalArgumentException e) {
                throw new ConfigException("Configuration key '" + name + "': " + e.getMessage(), e);
            }
            return this;
        }

        @JsonProperty("resources")
        private Builder resources(Map<String, Double> value) {
            value.forEach(this::resource);
            return this;
        }

        /** An attribute of this node. */
        public Builder attribute(String name, String value) {
            if (value == null) {
                throw wrong("attributes." + name, "a text", "null");
            }
            attributes.put(name, value);
            return this;
        }

        @JsonProperty("attributes")
        private Builder attributes(Map<String, String> value) {
            value.forEach(this::attribute);
            return this;
        }

        /** Limit of this node's share of the object store, at least 32 MiB. */
        @JsonProperty
        public Builder storeBytes(long value) {
            storeBytes = within("storeBytes", value, 32 * MIB, Long.MAX_VALUE / 4);
            return this;
        }

        /**
         * Lets objects beyond {@link #storeBytes} spill to memory-mapped files in this directory.
         */
        public Builder spill(Path directory, long bytes) {
            return spillPath(directory).spillBytes(bytes);
        }

        @JsonProperty
        private Builder spillPath(Path value) {
            spillPath = value;
            return this;
        }

        @JsonProperty
        private Builder spillBytes(long value) {
            spillBytes = within("spillBytes", value, 0, Long.MAX_VALUE / 4);
            return this;
        }

        /** Largest single object; at most just under 2 GiB. */
        @JsonProperty
        public Builder maxObjectBytes(long value) {
            maxObjectBytes = within("maxObjectBytes", value, 1, Integer.MAX_VALUE - 64);
            return this;
        }

        /** Values up to this size travel inside messages and stay with their owner. */
        @JsonProperty
        public Builder inlineBytes(int value) {
            inlineBytes = (int) within("inlineBytes", value, 0, MIB);
            return this;
        }

        /** Submissions from outside tasks wait while so many are unfinished. */
        @JsonProperty
        public Builder maxPendingTasks(int value) {
            maxPendingTasks = (int) within("maxPendingTasks", value, 1, 100_000_000);
            return this;
        }

        /** Jars and class folders to ship to nodes that lack them; a later call adds. */
        public Builder application(Path... value) {
            return application(Arrays.asList(value));
        }

        @JsonProperty
        private Builder application(List<Path> value) {
            for (Path path : value) {
                if (!path.toFile().exists()) {
                    throw wrong("application", "jars or class folders that exist", path);
                }
            }
            application.addAll(value);
            return this;
        }

        /** A silent node counts as dead after this many milliseconds; 2000 by default. */
        @JsonProperty
        public Builder failureDetection(long milliseconds) {
            failureDetection = within("failureDetection", milliseconds, 300, 600_000);
            return this;
        }

        /**
         * Whether a server that cannot reach most of the others any more stops taking part, so that
         * of a cluster cut in two at most one part goes on; true by default. It matters from three
         * servers on. Servers whose process ended, while their machine is reachable, and those that
         * left are not counted; ones that vanish with their machines within some seconds are: with
         * false, what is left goes on also when those were most. The same on all servers.
         */
        @JsonProperty
        public Builder majority(boolean value) {
            majority = value;
            return this;
        }

        /** Nodes talk over TLS and show each other their certificates. */
        @JsonProperty
        public Builder tls(Tls value) {
            tls = value;
            return this;
        }

        /**
         * The configuration.
         *
         * @throws ConfigException when settings contradict each other
         */
        public WickConfig build() {
            if ((spillPath == null) != (spillBytes == 0)) {
                throw new ConfigException(
                        "Configuration keys 'spillPath' and 'spillBytes' go together, got "
                                + spillPath
                                + " and "
                                + spillBytes);
            }
            return new WickConfig(
                    addresses,
                    port,
                    bind,
                    resources,
                    devices,
                    gpusGiven,
                    Map.copyOf(attributes),
                    storeBytes,
                    spillPath,
                    spillBytes,
                    maxObjectBytes,
                    inlineBytes,
                    maxPendingTasks,
                    List.copyOf(application),
                    failureDetection,
                    majority,
                    tls);
        }

        private static long within(String key, long value, long min, long max) {
            if (value < min || value > max) {
                throw wrong(key, "a number from " + min + " to " + max, value);
            }
            return value;
        }

        private static ConfigException wrong(String key, String expected, Object came) {
            return new ConfigException(
                    "Configuration key '" + key + "' must be " + expected + ", got " + came);
        }
    }
}
