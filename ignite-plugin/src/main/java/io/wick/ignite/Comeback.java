package io.wick.ignite;

import io.wick.WickConfig;
import io.wick.ignite.internal.IgniteEngine;
import io.wick.ignite.internal.cluster.Machines;
import io.wick.ignite.internal.cluster.Machines.Contact;

import org.apache.ignite.Ignition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Has a server that was cut off from its cluster stop, and start again as another node as soon as
 * it reaches one of the servers it knew. When it reaches the machines of most of them, but none
 * that is running, because all were cut off from all, then the oldest begins, and the others join
 * it. One thread.
 */
final class Comeback {
    private static final Logger LOG = LoggerFactory.getLogger(Comeback.class);

    private static final long PAUSE_NANOS = 200_000_000;

    /** What each server leaves the one that is older by one to begin. */
    private static final long TURN_NANOS = 5_000_000_000L;

    private final IgniteEngine engine;
    private final WickConfig config;
    private final List<List<InetSocketAddress>> servers;
    private final int older;
    private final Machines machines;
    private long reachedSince;

    private Comeback(IgniteEngine engine, WickConfig config) {
        this.engine = engine;
        this.config = config;
        this.servers = engine.majority().lastSeen();
        this.older = engine.majority().olderServers();
        this.machines = new Machines(config.failureDetection());
    }

    /** From now on the server of this engine comes back. */
    static void prepare(IgniteEngine engine, WickConfig config) {
        engine.comesBackBy(() -> new Comeback(engine, config).run());
    }

    private void run() {
        Ignition.stop(engine.ignite().name(), true);
        while (!engine.isClosed() && !isBack()) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private boolean isBack() {
        boolean othersRun = isAnyRunning();
        if (!othersRun && !isMyTurn()) {
            return false;
        }
        IgniteEngine next;
        try {
            next =
                    IgniteNodes.start(
                            config, false, servers.stream().flatMap(List::stream).toList());
        } catch (RuntimeException e) { // whatever Ignite meets in a network that is healing
            LOG.warn("This node cannot come back yet; tried again", e);
            return false;
        }
        boolean isAlone = next.ignite().cluster().forServers().nodes().size() == 1;
        if (othersRun && isAlone) {
            next.close(); // who ran is unreachable again, or frozen
            return false;
        }
        prepare(next, config);
        if (engine.cameBackAs(next)) {
            LOG.info("This node has come back, as node {}", next.ignite().localNode().id());
        } else {
            next.close();
        }
        return true;
    }

    private boolean isAnyRunning() {
        return servers.stream().anyMatch(server -> machines.contact(server) == Contact.LISTENS);
    }

    /** Whether nobody who should begin before this one has done so for long enough. */
    private boolean isMyTurn() {
        long reached =
                servers.stream()
                        .filter(server -> machines.contact(server) == Contact.REFUSES)
                        .count();
        long now = System.nanoTime();
        if (2 * (reached + 1) <= servers.size() + 1) {
            reachedSince = 0;
            return false;
        }
        if (reachedSince == 0) {
            reachedSince = now;
        }
        return now - reachedSince >= older * TURN_NANOS;
    }
}
