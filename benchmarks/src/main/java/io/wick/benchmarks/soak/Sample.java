package io.wick.benchmarks.soak;

import com.sun.management.UnixOperatingSystemMXBean;

import io.wick.Wick;
import io.wick.ignite.internal.IgniteEngine;
import io.wick.testkit.Census;

import org.apache.ignite.internal.processors.cache.persistence.DataRegion;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What a JVM holds: figures by name. Bytes end in {@code bytes}; those of classes, by the class
 * histogram that follows a full collection, begin with {@code class}, those of Wick's collections
 * with {@code wick}.
 */
final class Sample {
    static final String HEAP = "heap bytes";
    static final String CLASS = "class ";
    static final String THREADS = "threads ";
    static final String WICK = "wick ";

    private static final Pattern LINE =
            Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+).*");
    private static final Pattern TOTAL = Pattern.compile("Total\\s+(\\d+)\\s+(\\d+)");
    private static final long SMALL = 4096;

    private Sample() {}

    /** Lets the collector find what nobody holds. */
    static boolean collect() {
        System.gc();
        return true;
    }

    /** All figures of this JVM; collects. */
    static TreeMap<String, Long> here() {
        var figures = new TreeMap<String, Long>();
        histogram(figures);
        machine(figures);
        threads(figures);
        engine(Wick.current(), figures);
        return figures;
    }

    private static void histogram(SortedMap<String, Long> figures) {
        for (String line : histogram().lines().toList()) {
            Matcher total = TOTAL.matcher(line);
            Matcher row = LINE.matcher(line);
            if (total.matches()) {
                figures.put("heap objects", Long.parseLong(total.group(1)));
                figures.put(HEAP, Long.parseLong(total.group(2)));
            } else if (row.matches()) {
                String name = row.group(3).replaceFirst("/0x.*", "");
                figures.merge(CLASS + name, Long.parseLong(row.group(2)), Long::sum);
            }
        }
        figures.entrySet().removeIf(e -> e.getKey().startsWith(CLASS) && e.getValue() < SMALL);
    }

    private static String histogram() {
        try {
            return (String)
                    ManagementFactory.getPlatformMBeanServer()
                            .invoke(
                                    new ObjectName("com.sun.management:type=DiagnosticCommand"),
                                    "gcClassHistogram",
                                    new Object[] {new String[0]},
                                    new String[] {String[].class.getName()});
        } catch (JMException e) {
            throw new IllegalStateException("This JVM gives no class histogram", e);
        }
    }

    private static void machine(SortedMap<String, Long> figures) {
        for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
            if (pool.getName().equals("direct")) {
                figures.put("direct buffers bytes", pool.getMemoryUsed());
            }
        }
        long code = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getName().equals("Metaspace")) {
                figures.put("metaspace bytes", pool.getUsage().getUsed());
            } else if (pool.getName().startsWith("CodeHeap")) {
                code += pool.getUsage().getUsed();
            }
        }
        figures.put("compiled code bytes", code);
        figures.put(
                "classes", (long) ManagementFactory.getClassLoadingMXBean().getLoadedClassCount());
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean os) {
            figures.put("file descriptors", os.getOpenFileDescriptorCount());
        }
        figures.put("resident bytes", resident());
    }

    private static long resident() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                            .filter(line -> line.startsWith("VmRSS:"))
                            .map(line -> line.replaceAll("\\D", ""))
                            .mapToLong(Long::parseLong)
                            .sum()
                    << 10;
        } catch (IOException e) {
            throw new UncheckedIOException("Resident memory is read from /proc: needs Linux", e);
        }
    }

    private static void threads(SortedMap<String, Long> figures) {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            figures.merge("threads", 1L, Long::sum);
            figures.merge(THREADS + group(thread.getName()), 1L, Long::sum);
        }
    }

    /** The name without what makes it another for each thread, node or connection. */
    private static String group(String name) {
        return name.toLowerCase(Locale.ROOT)
                .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "*")
                .replaceAll("-[0-9a-f]{8}\\b", "-*")
                .replaceAll("\\[.*", "")
                .replaceAll("[0-9]+", "*");
    }

    private static void engine(Wick wick, SortedMap<String, Long> figures) {
        var engine = (IgniteEngine) wick.engine();
        figures.put("store bytes", wick.stats().storeUsedBytes());
        for (DataRegion region :
                engine.ignite().context().cache().context().database().dataRegions()) {
            figures.put(
                    "region " + region.config().getName() + " bytes",
                    region.pageMemory().loadedPages() * region.pageMemory().pageSize());
        }
        figures.put("wick task threads", (long) engine.taskThreads());
        Census.of(wick).forEach((name, size) -> figures.put(WICK + name, size));
    }
}
