package io.wick.ignite;

import org.apache.ignite.IgniteLogger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;

/**
 * Ignite's log through SLF4J. Ignite's informational lines are debug lines here: an embedded node
 * is quiet. (Ignite's own {@code ignite-slf4j} would print them, and is a further jar for a
 * plugin.)
 */
final class Slf4jIgniteLogger implements IgniteLogger {
    /** Warnings about choices that Wick makes on purpose, and one at each join of a client. */
    private static final List<String> ADVICE =
            List.of(
                    "Received state finish message with unexpected ID", // of the activation before
                    "Initial heap size is",
                    "Message queue limit is set to 0",
                    "Persistence store directory is in the temp directory");

    private final Logger logger;

    Slf4jIgniteLogger() {
        this(LoggerFactory.getLogger("org.apache.ignite"));
    }

    private Slf4jIgniteLogger(Logger logger) {
        this.logger = logger;
    }

    @Override
    public IgniteLogger getLogger(@Nullable Object category) {
        if (category == null) {
            return this;
        }
        String name = category instanceof Class<?> type ? type.getName() : category.toString();
        return new Slf4jIgniteLogger(LoggerFactory.getLogger(name));
    }

    @Override
    public void trace(String message) {
        logger.trace(message);
    }

    @Override
    public void debug(String message) {
        logger.trace(message);
    }

    @Override
    public void info(String message) {
        logger.debug(message);
    }

    @Override
    public void warning(String message, @Nullable Throwable e) {
        if (ADVICE.stream().anyMatch(message::startsWith)) {
            logger.debug(message, e);
        } else {
            logger.warn(message, e);
        }
    }

    @Override
    public void error(String message, @Nullable Throwable e) {
        logger.error(message, e);
    }

    @Override
    public boolean isTraceEnabled() {
        return logger.isTraceEnabled();
    }

    @Override
    public boolean isDebugEnabled() {
        return logger.isTraceEnabled();
    }

    @Override
    public boolean isInfoEnabled() {
        return logger.isDebugEnabled();
    }

    @Override
    public boolean isQuiet() {
        return false;
    }

    @Override
    public @Nullable String fileName() {
        return null;
    }
}
