package io.wick;

import java.util.Map;
import java.util.TreeMap;

/**
 * An amount of each resource a task holds while it runs, or a node has. Immutable.
 *
 * <p>Amounts are kept in thousandths: {@code cpus(0.5)} is exact, finer fractions are refused.
 *
 * @param amounts resource name to thousandths of a unit; absent means none
 */
public record Resources(Map<String, Long> amounts) {
    /** Name of the CPU resource, in cores. */
    public static final String CPU = "cpu";

    /** Name of the GPU resource, in devices. */
    public static final String GPU = "gpu";

    /** Name of the resource of memory on GPUs, in bytes, of all of a node's together. */
    public static final String GPU_MEMORY = "gpu-memory";

    /**
     * Name of the resource of devices that kernels can run on, of whatever kind: GPUs, and drivers
     * that use the CPUs. Nodes that have found one have it.
     */
    public static final String DEVICE = "device";

    /** Name of the heap memory resource, in bytes. */
    public static final String MEMORY = "memory";

    /** The smallest amount: of what a node must have, but any number of tasks may share. */
    public static final double SOME = 0.001;

    /** What a task holds when it asks for nothing: one CPU. */
    public static final Resources ONE_CPU = new Resources(Map.of(CPU, 1000L));

    /** Nothing at all. */
    public static final Resources NONE = new Resources(Map.of());

    public Resources {
        var sorted = new TreeMap<String, Long>();
        amounts.forEach(
                (name, amount) -> {
                    if (amount < 0) {
                        throw new IllegalArgumentException(
                                "Resource '"
                                        + name
                                        + "' must not be negative, got "
                                        + amount / 1000.0);
                    }
                    if (amount > 0) {
                        sorted.put(name, amount);
                    }
                });
        amounts = java.util.Collections.unmodifiableMap(sorted);
    }

    /** A copy with this many CPU cores; 0 for a task that only waits. */
    public Resources cpus(double cores) {
        return custom(CPU, cores);
    }

    /** A copy with this many GPUs; fractions share a device. */
    public Resources gpus(double devices) {
        return custom(GPU, devices);
    }

    /** A copy with this much memory on GPUs, in bytes. */
    public Resources gpuMemory(long bytes) {
        return custom(GPU_MEMORY, bytes);
    }

    /** A copy with this much heap memory, in bytes. */
    public Resources memory(long bytes) {
        return custom(MEMORY, bytes);
    }

    /**
     * A copy with this amount of a resource that nodes declare in their configuration.
     *
     * @throws IllegalArgumentException when the amount is negative or finer than a thousandth
     */
    public Resources custom(String name, double amount) {
        double thousandths = amount * 1000;
        if (!(amount >= 0) || amount > 1e15) {
            throw new IllegalArgumentException(
                    "Resource '" + name + "' must be a number from 0 to 1e15, got " + amount);
        }
        double rounding = Math.max(1e-6, 4 * Math.ulp(thousandths));
        if (Math.abs(thousandths - Math.rint(thousandths)) > rounding) {
            throw new IllegalArgumentException(
                    "Resource '" + name + "' is counted in thousandths, got " + amount);
        }
        var copy = new TreeMap<>(amounts);
        copy.put(name, Math.round(thousandths));
        return new Resources(copy);
    }

    /** Thousandths of the named resource; 0 when absent. */
    public long thousandths(String name) {
        return amounts.getOrDefault(name, 0L);
    }

    /** Whether {@code request} fits into this amount. */
    public boolean covers(Resources request) {
        for (var entry : request.amounts.entrySet()) {
            if (thousandths(entry.getKey()) < entry.getValue()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        if (amounts.isEmpty()) {
            return "nothing";
        }
        var text = new StringBuilder();
        amounts.forEach(
                (name, amount) ->
                        text.append(text.isEmpty() ? "" : ", ")
                                .append(name)
                                .append(' ')
                                .append(
                                        amount % 1000 == 0
                                                ? String.valueOf(amount / 1000)
                                                : String.valueOf(amount / 1000.0)));
        return text.toString();
    }
}
