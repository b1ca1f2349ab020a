package io.wick.benchmarks.queries;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * The main class of an engine's JVM: reads a query's name from standard input, runs it, and writes
 * the answer to standard output, until the input ends.
 */
final class Child {
    /** What it says when the engine is up. */
    static final String READY = "ready";

    /** Before a row of an answer. */
    static final String ROW = "row ";

    /** After an answer, with nanoseconds, peak heap and peak resident bytes. */
    static final String DONE = "done ";

    private Child() {}

    /**
     * Serves an engine.
     *
     * @param args the engine's class, the file of flights, that of airports
     */
    public static void main(String[] args) throws Exception {
        PrintStream answers = System.out;
        System.setOut(System.err); // for what the engine may have to say
        Memory memory = Memory.watch();
        try (FlightQueries queries =
                Class.forName(args[0])
                        .asSubclass(FlightQueries.class)
                        .getDeclaredConstructor(Path.class, Path.class)
                        .newInstance(Path.of(args[1]), Path.of(args[2]))) {
            answers.println(READY);
            serve(queries, memory, answers);
        }
        System.exit(0); // whatever threads an engine leaves
    }

    private static void serve(FlightQueries queries, Memory memory, PrintStream answers)
            throws Exception {
        BufferedReader input = input();
        for (String name = input.readLine(); name != null; name = input.readLine()) {
            Query query = Query.valueOf(name);
            long begin = System.nanoTime();
            List<?> rows = query.run(queries);
            long nanos = System.nanoTime() - begin;
            rows.forEach(row -> answers.println(ROW + row));
            answers.println(DONE + nanos + " " + memory.peakHeap() + " " + Memory.peakResident());
            answers.flush();
        }
    }

    private static BufferedReader input() throws IOException {
        return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    }
}
