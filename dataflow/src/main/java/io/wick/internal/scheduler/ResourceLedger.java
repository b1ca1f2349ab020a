package io.wick.internal.scheduler;

import io.wick.Resources;

import java.util.HashMap;
import java.util.Map;

/**
 * What a node has and what of it is held. Invariant: 0 &le; held &le; capacity for each resource.
 * Not thread-safe.
 */
public final class ResourceLedger {
    private final Resources capacity;
    private final Map<String, Long> held = new HashMap<>();

    public ResourceLedger(Resources capacity) {
        this.capacity = capacity;
    }

    /** Takes all of {@code request}, or nothing and gives false. */
    public boolean tryAcquire(Resources request) {
        for (var entry : request.amounts().entrySet()) {
            if (free(entry.getKey()) < entry.getValue()) {
                return false;
            }
        }
        request.amounts().forEach((name, amount) -> held.merge(name, amount, Long::sum));
        return true;
    }

    /** Gives back what was taken. */
    public void release(Resources request) {
        request.amounts()
                .forEach(
                        (name, amount) -> {
                            long rest = held.getOrDefault(name, 0L) - amount;
                            if (rest < 0) {
                                throw new IllegalStateException(
                                        "Released "
                                                + amount
                                                + " of '"
                                                + name
                                                + "' with only "
                                                + (rest + amount)
                                                + " thousandths held of "
                                                + capacity);
                            }
                            held.put(name, rest);
                        });
    }

    /** Thousandths of a resource that nobody holds. */
    public long free(String name) {
        return capacity.thousandths(name) - held.getOrDefault(name, 0L);
    }

    /** Whether nothing is held. */
    public boolean isIdle() {
        return held.values().stream().allMatch(amount -> amount == 0);
    }
}
