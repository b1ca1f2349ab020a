package io.wick.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A row of ports that nobody listened at a moment ago, below those the system gives to outgoing
 * connections. Drawn at random, so that test runs side by side do not find each other's nodes.
 *
 * @param first the first port
 * @param count how many
 */
record FreePorts(int first, int count) implements NodeAddresses {
    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 31_000;
    private static final int ATTEMPTS = 200;

    static FreePorts find(int count) {
        for (int i = 0; i < ATTEMPTS; i++) {
            int first = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (areFree(first, count)) {
                return new FreePorts(first, count);
            }
        }
        throw new IllegalStateException(
                "No "
                        + count
                        + " free ports in a row from "
                        + LOWEST
                        + " to "
                        + HIGHEST
                        + ". End what listens there.");
    }

    private static boolean areFree(int first, int count) {
        for (int port = first; port < first + count; port++) {
            try (var socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            } catch (IOException e) {
                return false;
            }
        }
        return true;
    }

    /** As Wick's configuration writes it. */
    String addresses() {
        return "127.0.0.1:" + first + ".." + (first + count - 1);
    }

    @Override
    public String[] all() {
        return new String[] {addresses()};
    }

    @Override
    public String bind(int node) {
        return "127.0.0.1";
    }

    @Override
    public int port(int node) {
        return first + node;
    }

    @Override
    public List<String> launcher(int node) {
        return List.of();
    }

    /** Ports are not held. */
    @Override
    public void close() {}
}
