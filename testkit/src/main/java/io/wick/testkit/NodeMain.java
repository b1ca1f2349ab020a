package io.wick.testkit;

import io.wick.Wick;
import io.wick.WickConfig;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * The main class of a node in a JVM of its own: starts the node that a JSON file describes, prints
 * {@code READY <node id>}, and ends at once when its standard input does, which happens also when
 * the process that started it dies. A line on the input makes it leave the cluster in order.
 */
public final class NodeMain {
    /** First word of the line that says the node has started. */
    static final String READY = "READY";

    private static final long LOOK_NANOS = 50_000_000;

    private static volatile @Nullable Wick node;

    private NodeMain() {}

    /**
     * Starts the node and stays.
     *
     * @param arguments the path of the configuration file
     * @throws IOException when standard input cannot be read
     */
    public static void main(String[] arguments) throws IOException {
        Thread.ofPlatform().daemon().name("wick-testkit-watch").start(NodeMain::endWithParent);
        if (arguments.length != 1) {
            throw new IllegalArgumentException("Expected one argument, the configuration file");
        }
        Wick wick = Wick.start(WickConfig.fromJson(Path.of(arguments[0])));
        node = wick;
        tellId(wick);
    }

    /** Now, and when the node was cut off and has come back as another. */
    private static void tellId(Wick wick) {
        UUID told = null;
        while (true) {
            UUID id = wick.nodes().getFirst().id();
            if (!id.equals(told)) {
                System.out.println(READY + " " + id);
                told = id;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private static void endWithParent() {
        int first;
        try {
            first = System.in.read();
        } catch (IOException e) {
            first = -1;
        }
        Wick running = node;
        if (first >= 0 && running != null) {
            running.close();
        }
        Runtime.getRuntime().halt(0);
    }
}
