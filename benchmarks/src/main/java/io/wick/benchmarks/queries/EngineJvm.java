package io.wick.benchmarks.queries;

import io.wick.benchmarks.ChildJvm;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM of one engine, as the program sees it. For use by one thread. */
final class EngineJvm implements AutoCloseable {
    /** What Spark and Hazelcast ask for, further to what Ignite needs; all JVMs get the same. */
    private static final List<String> RIVALS_PACKAGES =
            List.of("jdk.internal.ref", "sun.nio.cs", "sun.util.calendar");

    private final Contender contender;
    private final Process process;
    private final BufferedReader output;
    private final PrintWriter input;
    private final long startNanos;

    /**
     * One execution of a query.
     *
     * @param nanos from the call to the complete answer in the engine's JVM
     * @param rows of the answer
     * @param peakHeap bytes after a garbage collection, of the JVM so far
     * @param peakResident bytes, of the JVM so far
     */
    record Execution(long nanos, List<String> rows, long peakHeap, long peakResident) {}

    /**
     * Starts a JVM and waits until its engine is up.
     *
     * @param heapMib its heap
     * @param spark the target folder of {@code benchmarks/spark}
     */
    EngineJvm(Contender contender, int heapMib, Path spark, Path flights, Path airports)
            throws IOException {
        this.contender = contender;
        var command = new ArrayList<>(ChildJvm.launcher());
        command.removeIf(flag -> flag.startsWith("-Xmx"));
        command.add("-Xmx" + heapMib + "m");
        command.add("--add-modules=java.se");
        RIVALS_PACKAGES.forEach(
                name -> command.add("--add-opens=java.base/" + name + "=ALL-UNNAMED"));
        command.addAll(List.of("-classpath", contender.classPath(spark), Child.class.getName()));
        command.addAll(List.of(contender.type(), flights.toString(), airports.toString()));
        long begin = System.nanoTime();
        process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        output = process.inputReader(StandardCharsets.UTF_8);
        input = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        String line = output.readLine();
        while (line != null && !line.equals(Child.READY)) {
            line = output.readLine(); // what its JVM says, of a recording for example
        }
        if (line == null) {
            throw ended("it was ready");
        }
        startNanos = System.nanoTime() - begin;
    }

    /** From the start of the JVM until the engine was up. */
    long startNanos() {
        return startNanos;
    }

    /** Runs a query once. */
    Execution run(Query query) throws IOException {
        input.println(query.name());
        var rows = new ArrayList<String>();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(Child.ROW)) {
                rows.add(line.substring(Child.ROW.length()));
            } else if (line.startsWith(Child.DONE)) {
                String[] figures = line.substring(Child.DONE.length()).split(" ");
                return new Execution(
                        Long.parseLong(figures[0]),
                        rows,
                        Long.parseLong(figures[1]),
                        Long.parseLong(figures[2]));
            }
        }
        throw ended("it had answered " + query);
    }

    private IOException ended(String before) {
        return new IOException(
                "The JVM of " + contender + " ended before " + before + "; its messages are above");
    }

    /** Ends the JVM and waits for its end. */
    @Override
    public void close() {
        input.close(); // which it waits for
        process.onExit().join();
    }
}
