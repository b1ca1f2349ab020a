package io.wick.ignite;

import io.wick.WickConfig;

import org.apache.ignite.plugin.PluginConfiguration;

import java.nio.file.Path;

/**
 * How Wick is set up on a node that is configured through Ignite, in Java or Spring XML:
 *
 * <pre>{@code
 * <bean class="io.wick.ignite.WickPluginConfiguration">
 *     <property name="configFile" value="/etc/wick.json"/>
 * </bean>
 * }</pre>
 *
 * <p>Addresses, port, bind and failure detection are Ignite's matter there and are not looked at.
 */
public class WickPluginConfiguration implements PluginConfiguration {
    private WickConfig config = WickConfig.builder().build();

    /** The settings. */
    public WickConfig getConfig() {
        return config;
    }

    /** Changes the settings. */
    public WickPluginConfiguration setConfig(WickConfig config) {
        this.config = config;
        return this;
    }

    /**
     * Reads the settings from a JSON file.
     *
     * @throws io.wick.error.ConfigException naming the key that is unknown or wrong
     */
    public void setConfigFile(String file) {
        config = WickConfig.fromJson(Path.of(file));
    }
}
