package io.wick.benchmarks.soak;

import io.wick.ObjectRef;
import io.wick.Wick;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;

/** Takes samples of all JVMs, and writes them down. For use by one thread. */
final class Watch implements AutoCloseable {
    private static final long RELEASE_MILLIS = 2500;

    private final Wick wick;
    private final List<UUID> nodes = new ArrayList<>();
    private final List<Taken> taken = new ArrayList<>();
    private final long begin = System.nanoTime();
    private final PrintWriter file;

    /** What node {@code node} held after {@code seconds}. */
    record Taken(double seconds, int node, SortedMap<String, Long> figures) {}

    /**
     * A watch.
     *
     * @param servers in the JVMs beside this one, which is node 0
     */
    Watch(Wick wick, List<UUID> servers, Path csv) {
        this.wick = wick;
        nodes.add(wick.nodes().getFirst().id());
        nodes.addAll(servers);
        try {
            Files.createDirectories(csv.toAbsolutePath().getParent());
            file = new PrintWriter(Files.newBufferedWriter(csv));
        } catch (IOException e) {
            throw new UncheckedIOException("No samples can be written to " + csv, e);
        }
        file.println("seconds,node,figure,value");
    }

    /** A sample of each JVM after what nobody holds has been collected and given back. */
    List<Taken> sample() {
        for (int i = 0; i < 2; i++) { // what a collection releases may hold more
            nodes.forEach(node -> on(node, wick.task(Sample::collect)));
            settle();
        }
        var now = new ArrayList<Taken>();
        for (int node = 0; node < nodes.size(); node++) {
            double seconds = (System.nanoTime() - begin) / 1e9;
            var figures = on(nodes.get(node), wick.task(Sample::here));
            now.add(new Taken(seconds, node, figures));
            int number = node;
            figures.forEach(
                    (name, value) ->
                            file.printf(
                                    "%.0f,%d,%s,%d%n",
                                    seconds, number, name.replace(',', ';'), value));
        }
        file.flush();
        taken.addAll(now);
        return now;
    }

    private static <R> R on(UUID node, io.wick.TaskBuilder<R> task) {
        ObjectRef<R> ref = task.resources(r -> r.cpus(0)).onNode(node).submit();
        return ref.get(Round.LIMIT);
    }

    private static void settle() {
        try {
            Thread.sleep(RELEASE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted between samples", e);
        }
    }

    /** All samples since the beginning. */
    List<Taken> taken() {
        return List.copyOf(taken);
    }

    @Override
    public void close() {
        file.close();
    }
}
