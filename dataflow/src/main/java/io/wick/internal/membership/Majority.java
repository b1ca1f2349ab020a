package io.wick.internal.membership;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Whether a server still belongs to the greater part of its cluster. Of the parts that a cut makes
 * of three servers or more at most one goes on: that with more than half of the servers, or with
 * half of them and the oldest.
 *
 * <p>A server that was lost counts as one of the other part, until it is known that its process is
 * gone (its machine is reached, and nothing listens there), or the window is over in which losses
 * count as one. So servers may be killed one after the other, or all but one at the same time, and
 * the last goes on; of two servers each goes on without the other.
 *
 * <p>Between the first and the last loss of one cut nobody can tell how much is lost. So after each
 * loss all that are left are asked, and until enough have answered nothing counts as settled.
 */
public final class Majority {
    private static final int FEWEST = 3;

    /** What a server knows of its part. */
    public enum Standing {
        /** Enough servers have answered since the last loss. May become any other. */
        SURE,
        /** A server was lost, and not enough have answered since. May become any other. */
        UNSURE,
        /** This server is not in the greater part. Final. */
        LOST
    }

    private final UUID self;
    private final boolean required;
    private final long window;
    private final Map<UUID, Long> servers = new HashMap<>(); // with their orders of age
    private final Set<UUID> lost = new HashSet<>(); // all of them in servers
    private final Set<UUID> sought = new HashSet<>(); // of the lost: maybe only their process is
    private final Set<UUID> answered = new HashSet<>();
    private int round;
    private long lastLoss;
    private Standing standing = Standing.SURE;

    /**
     * A server alone.
     *
     * @param order smaller for older servers
     * @param required whether a majority is asked for; without it all losses are borne
     * @param window losses that come within this time of each other count as one
     */
    public Majority(UUID self, long order, boolean required, long window) {
        this.self = self;
        this.required = required;
        this.window = window;
        servers.put(self, order);
    }

    /** A server is in the cluster. */
    public void joined(UUID server, long order) {
        servers.put(server, order);
        lost.remove(server);
        sought.remove(server);
    }

    /** A server left in order. */
    public void left(UUID server) {
        forget(server);
        judge();
    }

    /**
     * A server was lost: it is to be looked for, and all of {@link #connected} to be asked.
     *
     * @return false when it was none of the cluster's
     */
    public boolean failed(UUID server, long now) {
        if (!servers.containsKey(server) || server.equals(self)) {
            return false;
        }
        lost.add(server);
        sought.add(server);
        answered.clear();
        round++;
        lastLoss = now;
        if (required && standing == Standing.SURE) {
            standing = Standing.UNSURE;
        }
        judge();
        return true;
    }

    /** The machine of a lost server was reached, and its process is not there any more. */
    public void gone(UUID server) {
        if (lost.contains(server)) {
            forget(server);
            judge();
        }
    }

    /** A lost server could not be reached, or is there. */
    public void unreachable(UUID server) {
        sought.remove(server);
        judge();
    }

    /** A server has answered what it was asked in a round. */
    public void answered(UUID server, int itsRound) {
        if (itsRound == round && servers.containsKey(server) && !lost.contains(server)) {
            answered.add(server);
            judge();
        }
    }

    /** Time has passed: what was lost before the window is no part of this cluster any more. */
    public void tick(long now) {
        if (standing != Standing.LOST && now - lastLoss >= window) {
            servers.keySet().removeAll(lost);
            lost.clear();
            sought.clear();
            standing = Standing.SURE;
        }
    }

    /** The cluster has told this server that it is out. */
    public void expelled() {
        standing = Standing.LOST;
    }

    /** Where this server stands. */
    public Standing standing() {
        return standing;
    }

    /** Whether this server goes on, and no loss is within the window any more. */
    public boolean isSettled() {
        return lost.isEmpty() && standing == Standing.SURE;
    }

    /** The number of what is asked now. */
    public int round() {
        return round;
    }

    /** The other servers that are not lost. */
    public Set<UUID> connected() {
        var connected = new HashSet<>(servers.keySet());
        connected.removeAll(lost);
        connected.remove(self);
        return connected;
    }

    private void forget(UUID server) {
        servers.remove(server);
        lost.remove(server);
        sought.remove(server);
        answered.remove(server);
    }

    private void judge() {
        if (!required || standing != Standing.UNSURE) {
            return;
        }
        var best = new HashSet<>(servers.keySet());
        best.removeAll(sought); // all that are looked for may turn out to be gone
        if (!isEnough(connected(), best)) {
            standing = Standing.LOST;
        } else if (isEnough(answered, servers.keySet())) {
            standing = Standing.SURE;
        }
    }

    /** Whether these and this server are the greater part of all. */
    private boolean isEnough(Collection<UUID> others, Collection<UUID> all) {
        int twice = 2 * (others.size() + 1);
        return all.size() < FEWEST
                || twice > all.size()
                || twice == all.size()
                        && (oldest(all).equals(self) || others.contains(oldest(all)));
    }

    private UUID oldest(Collection<UUID> all) {
        UUID oldest = self;
        for (UUID each : all) {
            if (servers.getOrDefault(each, Long.MAX_VALUE) < servers.getOrDefault(oldest, 0L)) {
                oldest = each;
            }
        }
        return oldest;
    }
}
