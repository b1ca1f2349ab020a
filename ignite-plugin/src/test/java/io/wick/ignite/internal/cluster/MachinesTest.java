package io.wick.ignite.internal.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.wick.ignite.internal.cluster.Machines.Contact;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;

class MachinesTest {
    private final Machines machines = new Machines(2000);

    @Test
    void when_somebody_listens_there_then_it_says_so_and_afterwards_that_nobody_does()
            throws IOException {
        InetSocketAddress address;
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            address = (InetSocketAddress) server.getLocalSocketAddress();
            assertThat(machines.contact(List.of(address))).isEqualTo(Contact.LISTENS);
        }
        assertThat(machines.contact(List.of(address))).isEqualTo(Contact.REFUSES);
    }

    @Test
    void when_no_address_is_known_then_nobody_answers() {
        assertThat(machines.contact(List.of())).isEqualTo(Contact.SILENT);
    }
}
