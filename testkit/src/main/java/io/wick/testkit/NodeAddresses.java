package io.wick.testkit;

import java.util.List;

/** Where the JVMs of a cluster listen, the test's own last. Thread-safe. */
sealed interface NodeAddresses extends AutoCloseable permits FreePorts, NodeNetwork {
    /** All, as Wick's configuration writes them. */
    String[] all();

    /** The address that a node listens at; the test's own node has the number after the last. */
    String bind(int node);

    /** The port that a node listens at. */
    int port(int node);

    /** What comes before {@code java} to start a node there. */
    List<String> launcher(int node);

    @Override
    void close();
}
