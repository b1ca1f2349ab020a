package io.wick.ignite;

import io.wick.Resources;
import io.wick.error.ConfigException;

import java.util.List;

/** What Ignite needs of the JVM. */
final class JvmFlags {
    private static final List<String> OPEN =
            List.of("java.nio", "java.util", "java.lang", "java.lang.invoke");

    private JvmFlags() {}

    /** Checks that the JVM lets Ignite in, because its own message does not say what to do. */
    static void check() {
        Module base = Object.class.getModule();
        Module own = JvmFlags.class.getModule();
        List<String> closed = OPEN.stream().filter(name -> !base.isOpen(name, own)).toList();
        if (!closed.isEmpty()) {
            throw new ConfigException(
                    "Ignite needs JVM flags that are missing here: "
                            + String.join(
                                    " ",
                                    closed.stream()
                                            .map(
                                                    name ->
                                                            "--add-opens=java.base/"
                                                                    + name
                                                                    + "=ALL-UNNAMED")
                                            .toList())
                            + ". Start java with @wick.args (in the zip of the plugin and in the"
                            + " README), which has them all.");
        }
    }

    /** Keeps Ignite from printing banners and looking for updates, unless the user has decided. */
    static void quiet() {
        setDefault("IGNITE_QUIET", "false");
        setDefault("IGNITE_NO_ASCII", "true");
        setDefault("IGNITE_UPDATE_NOTIFIER", "false");
        setDefault("IGNITE_PERFORMANCE_SUGGESTIONS_DISABLED", "true");
    }

    /**
     * Lets virtual threads have two carriers more than tasks can occupy, so that resumed tasks and
     * callbacks run beside tasks that compute for long. Works when no virtual thread has run yet.
     */
    static void carriers(Resources capacity) {
        long slots = capacity.thousandths(Resources.CPU) / 1000;
        long carriers = Math.max(slots, Runtime.getRuntime().availableProcessors()) + 2;
        setDefault("jdk.virtualThreadScheduler.parallelism", Long.toString(carriers));
    }

    private static void setDefault(String name, String value) {
        if (System.getProperty(name) == null && System.getenv(name) == null) {
            System.setProperty(name, value);
        }
    }
}
