package io.wick.benchmarks.queries;

import com.sun.management.GarbageCollectionNotificationInfo;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** Watches how much memory this JVM takes. Safe for use by many threads. */
final class Memory {
    private static final Path STATUS = Path.of("/proc/self/status");

    private final AtomicLong peakAfterCollection = new AtomicLong();

    private Memory() {}

    /** Watches from now on. */
    static Memory watch() {
        var memory = new Memory();
        Set<String> heap =
                ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .map(MemoryPoolMXBean::getName)
                        .collect(Collectors.toUnmodifiableSet());
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector)
                    .addNotificationListener(
                            (event, _) ->
                                    memory.collected((CompositeData) event.getUserData(), heap),
                            event ->
                                    event.getType()
                                            .equals(
                                                    GarbageCollectionNotificationInfo
                                                            .GARBAGE_COLLECTION_NOTIFICATION),
                            null);
        }
        return memory;
    }

    private void collected(CompositeData data, Set<String> heap) {
        long used =
                GarbageCollectionNotificationInfo.from(data)
                        .getGcInfo()
                        .getMemoryUsageAfterGc()
                        .entrySet()
                        .stream()
                        .filter(pool -> heap.contains(pool.getKey()))
                        .mapToLong(pool -> pool.getValue().getUsed())
                        .sum();
        peakAfterCollection.accumulateAndGet(used, Math::max);
    }

    /** The most bytes of the heap in use right after a garbage collection; 0 before the first. */
    long peakHeap() {
        return peakAfterCollection.get();
    }

    /** The most bytes of main memory that this process held at a time; 0 where unknown. */
    static long peakResident() {
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0; // not Linux
        }
    }
}
