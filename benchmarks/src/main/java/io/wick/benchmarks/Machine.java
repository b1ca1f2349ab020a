package io.wick.benchmarks;

import io.wick.Wick;

import org.apache.ignite.internal.IgniteVersionUtils;
import org.openjdk.jmh.util.Version;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** Where the figures come from. */
public final class Machine {
    private Machine() {}

    /** Processor, cores, system, how busy it is, Java and versions, as a Markdown list. */
    public static String describe() {
        String version = Wick.class.getPackage().getImplementationVersion();
        return String.format(
                Locale.ROOT,
                """
                - Machine: %s, %d cores, %s %s; load average before the run %.2f
                - Java: %s %s, heap %d MiB
                - Wick %s, Ignite %s, JMH %s\
                """,
                processor(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                load(),
                System.getProperty("java.vm.name"),
                System.getProperty("java.runtime.version"),
                Runtime.getRuntime().maxMemory() >> 20,
                version == null ? "of the working tree" : version,
                IgniteVersionUtils.VER_STR,
                Version.getPlainVersion());
    }

    /** Threads that wanted a CPU in the last minute; negative where the system does not say. */
    static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch"); // not Linux
        }
    }
}
