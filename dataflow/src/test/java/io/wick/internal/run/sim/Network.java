package io.wick.internal.run.sim;

import io.wick.internal.run.sim.Trace.What;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** Links between nodes: in order and without loss, but for the faults of the scenario. */
final class Network {
    private static final long SLOWER = 200;
    private static final long BYTES_PER_MICRO = 1000;

    private record Cut(long link, long from, long to) {}

    private final Clock clock;
    private final Trace trace;
    private final SplittableRandom random;
    private final Scenario.Faults faults;
    private final Map<Long, Long> busyUntil = new HashMap<>();
    private final Set<Long> slow = new HashSet<>();
    private final List<Cut> cuts = new ArrayList<>();
    private long messages;

    Network(Clock clock, Trace trace, SplittableRandom random, Scenario.Faults faults) {
        this.clock = clock;
        this.trace = trace;
        this.random = random;
        this.faults = faults;
    }

    /** Messages that were sent. */
    long messages() {
        return messages;
    }

    void slow(int from, int to) {
        slow.add(link(from, to));
    }

    /** What is sent on a link in this time is lost. */
    void cut(int from, int to, long begin, long end) {
        cuts.add(new Cut(link(from, to), begin, end));
    }

    private static long link(int from, int to) {
        return (long) from << 32 | to;
    }

    /** Sends; false when it gets lost. Nodes reach themselves at once and surely. */
    boolean send(SimNode from, SimNode to, long bytes, Runnable what) {
        messages++;
        if (from == to) {
            clock.after(1, () -> to.deliver(what));
            return true;
        }
        if (isLost(from.number(), to.number())) {
            trace.add(clock.now(), What.LOSE, from.number(), 0, to.number());
            return false;
        }
        carry(from, to, bytes, what);
        if (faults.twice() > 0 && random.nextDouble() < faults.twice()) {
            trace.add(clock.now(), What.TWICE, from.number(), 0, to.number());
            clock.after(random.nextLong(50_000), () -> carry(from, to, bytes, what));
        }
        return true;
    }

    /** Sends without fault, as what does not repeat itself expects of Ignite. */
    void sendSurely(SimNode from, SimNode to, long bytes, Runnable what) {
        messages++;
        carry(from, to, bytes, what);
    }

    private void carry(SimNode from, SimNode to, long bytes, Runnable what) {
        long link = link(from.number(), to.number());
        long time = (60 + random.nextLong(60) + bytes / BYTES_PER_MICRO);
        time *= slow.isEmpty() || !slow.contains(link) ? 1 : SLOWER;
        boolean late = faults.late() > 0 && random.nextDouble() < faults.late();
        if (late) {
            clock.after(time + random.nextLong(100_000), () -> arrive(from, to, what));
            return;
        }
        long arrival = Math.max(clock.now() + time, busyUntil.getOrDefault(link, 0L));
        busyUntil.put(link, arrival);
        clock.at(arrival, () -> arrive(from, to, what));
    }

    /** What was under way when its sender died arrives from some nodes and from others not. */
    private void arrive(SimNode from, SimNode to, Runnable what) {
        if (from.isAlive() || from.number() % 2 == 0) {
            to.deliver(what);
        }
    }

    private boolean isLost(int from, int to) {
        if (faults.loss() > 0 && random.nextDouble() < faults.loss()) {
            return true;
        }
        for (Cut cut : cuts) {
            if (cut.link == link(from, to) && clock.now() >= cut.from && clock.now() < cut.to) {
                return true;
            }
        }
        return false;
    }
}
