package io.wick.tornado.device;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import uk.ac.manchester.tornado.api.TornadoExecutionPlan;

import java.io.IOException;
import java.util.Map;

/**
 * Starts TornadoVM, once in the life of a JVM: its classes are broken for good when their first use
 * fails.
 */
final class TornadoStart {
    private static final Logger LOG = LoggerFactory.getLogger(TornadoStart.class);
    private static final String PACKAGE = "uk.ac.manchester.tornado.";

    /** What TornadoVM's launcher would set, and what makes its results those of the CPU. */
    private static final Map<String, String> PROPERTIES =
            Map.ofEntries(
                    Map.entry(
                            "tornado.load.api.implementation",
                            PACKAGE + "runtime.tasks.TornadoTaskGraph"),
                    Map.entry(
                            "tornado.load.runtime.implementation",
                            PACKAGE + "runtime.TornadoCoreRuntime"),
                    Map.entry(
                            "tornado.load.tornado.implementation",
                            PACKAGE + "runtime.common.Tornado"),
                    Map.entry(
                            "tornado.load.annotation.implementation",
                            KernelClassVisitor.class.getName()),
                    // without it kernels run, in one thread
                    Map.entry(
                            "tornado.load.annotation.parallel",
                            PACKAGE + "api.annotations.Parallel"),
                    // a kernel that does not compile would silently run as plain Java
                    Map.entry("tornado.recover.bailout", "False"),
                    // native_sqrt of a double has the precision of a float
                    Map.entry("tornado.enable.nativeFunctions", "False"),
                    // the default is fast and relaxed: no NaN, no infinity, division by reciprocals
                    Map.entry("tornado.opencl.compiler.flags", "-cl-std=CL1.2 -w"));

    private TornadoStart() {}

    /**
     * Starts it with the drivers that work.
     *
     * @throws IllegalStateException with the reasons, when none does
     */
    static void start() throws IOException {
        PROPERTIES.forEach(
                (name, value) -> {
                    if (System.getProperty(name) == null) {
                        System.setProperty(name, value);
                    }
                });
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        DriverFilter filter = new DriverFilter(TornadoStart.class.getClassLoader());
        if (filter.soundDrivers() == 0) {
            throw new IllegalStateException(
                    "TornadoVM has no driver that starts here. "
                            + (filter.broken().isEmpty()
                                    ? "There is none on the class path"
                                    : String.join("; ", filter.broken())));
        }
        thread.setContextClassLoader(filter);
        try {
            TornadoExecutionPlan.getTornadoDeviceMap().getNumBackends();
        } finally {
            thread.setContextClassLoader(before);
        }
        filter.broken().forEach(reason -> LOG.info("TornadoVM runs without its {}", reason));
    }
}
