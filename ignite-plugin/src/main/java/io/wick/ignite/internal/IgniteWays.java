package io.wick.ignite.internal;

import io.wick.ignite.internal.cluster.Members;
import io.wick.ignite.internal.direct.DirectChannels;
import io.wick.ignite.internal.wire.Outbox;

import org.apache.ignite.cluster.ClusterNode;
import org.apache.ignite.internal.IgniteEx;
import org.apache.ignite.spi.communication.tcp.TcpCommunicationSpi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * Direct channels use the addresses of Ignite's communication. There are none where that is
 * encrypted, or is not TCP.
 */
record IgniteWays(IgniteEx ignite, Members members) implements DirectChannels.Ways {
    private static final Logger LOG = LoggerFactory.getLogger(IgniteWays.class);

    @Override
    public @Nullable InetSocketAddress bind() {
        if (ignite.configuration().getSslContextFactory() != null
                || !(ignite.configuration().getCommunicationSpi()
                        instanceof TcpCommunicationSpi communication)) {
            return null;
        }
        String host = communication.getLocalAddress();
        return host == null ? new InetSocketAddress(0) : new InetSocketAddress(host, 0);
    }

    @Override
    public Collection<InetAddress> addresses(UUID node) {
        ClusterNode there = ignite.cluster().node(node);
        if (there == null) {
            return List.of();
        }
        var addresses = new ArrayList<InetAddress>();
        for (String address : there.addresses()) {
            try {
                addresses.add(InetAddress.getByName(address));
            } catch (UnknownHostException e) {
                LOG.debug("Address {} of node {} is not known here", address, node, e);
            }
        }
        // on another host loopback is somebody else, who is not to hear a secret
        addresses.sort(Comparator.comparing(InetAddress::isLoopbackAddress));
        return addresses;
    }

    @Override
    public void send(UUID node, Outbox.Operation operation) {
        members.send(node, operation);
    }
}
