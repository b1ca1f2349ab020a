package io.wick.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A second JVM with the flags and the class path of this one. Its main class prints {@link #READY}
 * when it can be called and ends with its standard input, so that it never outlives this JVM. For
 * use by one thread.
 */
public final class ChildJvm implements AutoCloseable {
    /** What the child prints when it can be called. */
    public static final String READY = "ready";

    /** Further flags of the child JVM, such as those of a profiler. */
    private static final String OTHER_FLAGS = "wick.benchmark.otherFlags";

    /** Flags that JMH and tools gave to this JVM alone. */
    private static final List<String> OWN_FLAGS =
            List.of(
                    "-agentlib",
                    "-agentpath",
                    "-javaagent",
                    "-Xlog",
                    "-Djmh",
                    "-D" + OTHER_FLAGS,
                    "-XX:Compile",
                    "-XX:StartFlightRecording",
                    "-XX:FlightRecorderOptions");

    private final Process process;

    private ChildJvm(Process process) {
        this.process = process;
    }

    /**
     * Starts a JVM and waits until it is ready.
     *
     * @throws IllegalStateException when it cannot be started or ends early
     */
    public static ChildJvm start(Class<?> main, String... arguments) {
        Process process = null;
        try {
            process =
                    new ProcessBuilder(command(main, arguments))
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            awaitReady(process.inputReader(StandardCharsets.UTF_8));
            return new ChildJvm(process);
        } catch (IOException e) {
            if (process != null) {
                process.destroyForcibly();
            }
            throw new IllegalStateException("The second JVM could not be started: " + e, e);
        }
    }

    /** The Java of this JVM and the flags that a child gets too. */
    public static List<String> launcher() {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> OWN_FLAGS.stream().noneMatch(flag::startsWith))
                .forEach(command::add);
        Stream.of(System.getProperty(OTHER_FLAGS, "").split(" "))
                .filter(flag -> !flag.isEmpty())
                .forEach(command::add);
        return command;
    }

    private static List<String> command(Class<?> main, String... arguments) {
        List<String> command = launcher();
        command.add("-classpath");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return command;
    }

    private static void awaitReady(BufferedReader output) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.equals(READY)) {
                return;
            }
        }
        throw new IOException("it ended before it was ready; its messages are above");
    }

    /** For the child's main: says that it is ready, and waits for the parent's {@link #close}. */
    public static void serve() throws IOException {
        System.out.println(READY);
        while (System.in.read() >= 0) {
            // waits for the end
        }
    }

    /** Ends the child and waits for its end. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close(); // which it waits for
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process.onExit().join();
    }
}
