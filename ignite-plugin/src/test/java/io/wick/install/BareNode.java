package io.wick.install;

import org.apache.ignite.configuration.IgniteConfiguration;

import java.nio.file.Path;

/**
 * The configuration that nodes of the user's own have in common here: named, on loopback, quiet.
 */
public final class BareNode {
    private BareNode() {}

    /**
     * Such a node.
     *
     * @param name of the instance, and its consistent id
     * @param home its work directory
     */
    public static IgniteConfiguration of(String name, Path home) {
        return new IgniteConfiguration()
                .setIgniteInstanceName(name)
                .setConsistentId(name)
                .setLocalHost("127.0.0.1")
                .setWorkDirectory(home.toString())
                .setConnectorConfiguration(null)
                .setClientConnectorConfiguration(null);
    }
}
