package io.wick.internal.run.sim;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Values of a durable run that outlive all nodes. What it draws changes nothing else. */
final class Disk {
    private static final long SLOWEST_WRITE = 100_000;

    private final World world;
    private final SplittableRandom random;
    private final boolean on;
    private final Map<Integer, Long> values = new TreeMap<>();

    Disk(World world) {
        this.world = world;
        Scenario scenario = world.scenario;
        random = new SplittableRandom(31 * scenario.horizon() + scenario.graph().size());
        on = scenario.durable() && random.nextBoolean();
    }

    /** A node has made a value, and writes it later, or never. */
    void offer(SimNode by, int vertex, long value) {
        if (on && random.nextInt(4) > 0) {
            long later = random.nextLong(SLOWEST_WRITE);
            world.clock.after(later, () -> by.deliver(() -> values.put(vertex, value)));
        }
    }

    /** Whether the whole cluster stops when the owner dies. */
    boolean stopsAll() {
        return on && random.nextBoolean();
    }

    /** The values that a node has the primary copies of. */
    Map<Integer, Long> of(SimNode node) {
        List<SimNode> workers = world.workers();
        var here = new TreeMap<Integer, Long>();
        values.forEach(
                (vertex, value) -> {
                    if (workers.get(vertex % workers.size()) == node) {
                        here.put(vertex, value);
                    }
                });
        return here;
    }
}
