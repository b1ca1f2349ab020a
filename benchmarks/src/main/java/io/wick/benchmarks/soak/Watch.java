package io.wick.benchmarks.soak;

import io.wick.ObjectRef;
import io.wick.TaskBuilder;
import io.wick.Wick;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Takes samples of all JVMs, and writes them to a file, so that this JVM holds none. For use by one
 * thread.
 */
final class Watch implements AutoCloseable {
    /** Half of what Ignite takes, at most, to forget what was removed from its caches. */
    private static final long SETTLE_MILLIS = 5500;

    private final Wick wick;
    private final List<UUID> nodes = new ArrayList<>();
    private final long begin = System.nanoTime();
    private final Path csv;
    private final PrintWriter file;

    /** A figure of node {@code node} after {@code seconds}. */
    record Taken(double seconds, int node, String figure, long value) {}

    /**
     * A watch.
     *
     * @param servers in the JVMs beside this one, which is node 0
     */
    Watch(Wick wick, List<UUID> servers, Path csv) {
        this.wick = wick;
        this.csv = csv;
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

    /**
     * A sample of each JVM after what nobody holds has been collected and given back.
     *
     * @return the bytes of their heaps, in order of the nodes
     */
    List<Long> sample() {
        for (int i = 0; i < 2; i++) { // what a collection releases may hold more
            nodes.forEach(node -> on(node, wick.task(Sample::collect)));
            settle();
        }
        var heaps = new ArrayList<Long>();
        for (int node = 0; node < nodes.size(); node++) {
            double seconds = now();
            var figures = on(nodes.get(node), wick.task(Sample::here));
            heaps.add(figures.getOrDefault(Sample.HEAP, 0L));
            int number = node;
            figures.forEach(
                    (name, value) ->
                            file.printf(
                                    "%.1f,%d,%s,%d%n",
                                    seconds, number, name.replace(',', ';'), value));
        }
        file.flush();
        return heaps;
    }

    private static <R> R on(UUID node, TaskBuilder<R> task) {
        ObjectRef<R> ref = task.resources(r -> r.cpus(0)).onNode(node).submit();
        return ref.get(Round.LIMIT);
    }

    private static void settle() {
        try {
            Thread.sleep(SETTLE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted between samples", e);
        }
    }

    /** Seconds since the beginning. */
    double now() {
        return (System.nanoTime() - begin) / 1e9;
    }

    /** All samples after so many seconds, in order of time. */
    List<Taken> since(double seconds) {
        var taken = new ArrayList<Taken>();
        try (BufferedReader lines = Files.newBufferedReader(csv)) {
            String line = lines.readLine(); // the names of the columns
            for (line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] cells = line.split(",");
                double at = Double.parseDouble(cells[0]);
                if (at >= seconds) {
                    int node = Integer.parseInt(cells[1]);
                    taken.add(new Taken(at, node, cells[2], Long.parseLong(cells[3])));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The samples cannot be read from " + csv, e);
        }
        return taken;
    }

    @Override
    public void close() {
        file.close();
    }
}
