package io.wick.ignite.internal.cluster;

import org.apache.ignite.cluster.ClusterNode;
import org.apache.ignite.spi.discovery.tcp.internal.TcpDiscoveryNode;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Collection;
import java.util.List;

/** Whether the machines of servers can be reached. Thread-safe; blocks for its limit at most. */
public final class Machines {
    private static final long LEAST_MILLIS = 200;
    private static final long MOST_MILLIS = 1000;

    private final int limitMillis;

    /** What comes of a connection to where a server listened. */
    public enum Contact {
        /** Somebody listens there. */
        LISTENS,
        /** The machine says that nobody does. */
        REFUSES,
        /** No answer. */
        SILENT
    }

    /**
     * Waits for a part of the time in which a node counts as lost.
     *
     * @param detectionMillis that time
     */
    public Machines(long detectionMillis) {
        limitMillis = (int) Math.clamp(detectionMillis / 2, LEAST_MILLIS, MOST_MILLIS);
    }

    /** Whether a server that was lost has ended, while its machine goes on. */
    boolean isOnlyProcessGone(ClusterNode server) {
        return contact(addresses(server)) == Contact.REFUSES;
    }

    /** Where a server listens for others; nothing when Ignite finds them in another way. */
    public static List<InetSocketAddress> addresses(ClusterNode server) {
        if (!(server instanceof TcpDiscoveryNode node)) {
            return List.of();
        }
        Collection<InetSocketAddress> all = node.socketAddresses();
        List<InetSocketAddress> own = all.stream().filter(Machines::isOfOneMachine).toList();
        return own.isEmpty() ? List.copyOf(all) : own; // loopback is somebody else elsewhere
    }

    private static boolean isOfOneMachine(InetSocketAddress address) {
        return !address.isUnresolved() && !address.getAddress().isLoopbackAddress();
    }

    /** What the first of these says that says anything. */
    public Contact contact(List<InetSocketAddress> addresses) {
        long deadline = System.nanoTime() + limitMillis * 1_000_000L;
        for (InetSocketAddress address : addresses) {
            int left = (int) ((deadline - System.nanoTime()) / 1_000_000);
            Contact contact = left > 0 ? contact(address, left) : Contact.SILENT;
            if (contact != Contact.SILENT) {
                return contact;
            }
        }
        return Contact.SILENT;
    }

    /**
     * A refusal is the only {@link ConnectException} that comes within the limit: hosts and
     * networks that cannot be reached have other exceptions, and the system's own limit is longer.
     */
    private static Contact contact(InetSocketAddress address, int millis) {
        try (var socket = new Socket()) {
            socket.connect(address, millis);
            return Contact.LISTENS;
        } catch (ConnectException e) {
            return Contact.REFUSES;
        } catch (IOException e) {
            return Contact.SILENT;
        }
    }
}
