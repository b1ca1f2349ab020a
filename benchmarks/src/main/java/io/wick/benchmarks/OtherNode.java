package io.wick.benchmarks;

import io.wick.Wick;

import java.io.IOException;

/** The node of the other JVM; ends with its standard input, so never outlives who started it. */
final class OtherNode {
    private OtherNode() {}

    /** Joins the nodes at this port. */
    public static void main(String[] args) throws IOException {
        try (Wick wick = Nodes.start(Integer.parseInt(args[0]))) {
            Messaging.answer(Nodes.ignite(wick));
            ChildJvm.serve();
        }
    }
}
