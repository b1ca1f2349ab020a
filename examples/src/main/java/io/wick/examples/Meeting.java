package io.wick.examples;

import io.wick.WickConfig;

import java.util.List;

/** Configurations of nodes that meet at given addresses. */
final class Meeting {
    private Meeting() {}

    /** A copy of {@code base} with these addresses, which listens at the first one's port. */
    static WickConfig at(List<String> addresses, WickConfig base) {
        String ports = addresses.getFirst().substring(addresses.getFirst().lastIndexOf(':') + 1);
        int port = Integer.parseInt(ports.split("\\.\\.", 2)[0]);
        return base.toBuilder().addresses(addresses.toArray(String[]::new)).port(port).build();
    }
}
