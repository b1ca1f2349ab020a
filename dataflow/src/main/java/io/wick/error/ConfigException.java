package io.wick.error;

import org.jspecify.annotations.Nullable;

/**
 * A configuration or an environment that cannot work; names the key, what came and what was
 * expected.
 */
public final class ConfigException extends WickException {
    private static final long serialVersionUID = 1L;

    public ConfigException(String message) {
        this(message, null);
    }

    public ConfigException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
