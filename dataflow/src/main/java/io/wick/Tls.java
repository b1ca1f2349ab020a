package io.wick;

import io.wick.error.ConfigException;

import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Who a node is, and whom it lets in: nodes talk over TLS, and each shows the certificate of its
 * key store to the other, which must be signed by what the other's trust store holds. So this is
 * encryption and authentication of nodes, clients included; who has no such key cannot join.
 * Immutable.
 *
 * <pre>{@code
 * Wick.start(c -> c.bind("10.0.0.5").addresses("10.0.0.6:47500")
 *         .tls(new Tls(Path.of("node.p12"), "env:KEY_PASSWORD", Path.of("trusted.p12"), "changeit")));
 * }</pre>
 *
 * @param keyStore a PKCS #12 or JKS file with this node's key and certificate
 * @param keyStorePassword its password; {@code env:NAME} takes it from an environment variable
 * @param trustStore a file with the certificates that sign those of all nodes
 * @param trustStorePassword its password, likewise
 */
public record Tls(
        Path keyStore, String keyStorePassword, Path trustStore, String trustStorePassword) {
    private static final String VARIABLE = "env:";

    /**
     * Checks that the files are there.
     *
     * @throws ConfigException when a file cannot be read, or a variable is not set
     */
    public Tls {
        readable("keyStore", keyStore);
        readable("trustStore", trustStore);
        keyStorePassword = password("keyStorePassword", keyStorePassword);
        trustStorePassword = password("trustStorePassword", trustStorePassword);
    }

    private static void readable(String key, @Nullable Path file) {
        if (file == null || !Files.isReadable(file)) {
            throw new ConfigException(
                    "Configuration key 'tls."
                            + key
                            + "' must be a key store that can be read, got "
                            + file);
        }
    }

    private static String password(String key, @Nullable String value) {
        if (value == null) {
            throw new ConfigException(
                    "Configuration key 'tls." + key + "' must be a password or env:NAME, got null");
        }
        if (!value.startsWith(VARIABLE)) {
            return value;
        }
        String name = value.substring(VARIABLE.length());
        String found = System.getenv(name);
        if (found == null) {
            throw new ConfigException(
                    "Configuration key 'tls."
                            + key
                            + "' names the environment variable "
                            + name
                            + ", which is not set");
        }
        return found;
    }

    /** Without the passwords, as it may be logged. */
    @Override
    public String toString() {
        return "Tls[keyStore=" + keyStore + ", trustStore=" + trustStore + "]";
    }
}
