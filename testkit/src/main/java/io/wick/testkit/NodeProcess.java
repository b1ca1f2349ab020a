package io.wick.testkit;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One JVM with a node, and what it printed. Thread-safe. */
final class NodeProcess {
    private static final int KEPT_LINES = 300;
    private static final Duration DEATH = Duration.ofSeconds(10);

    private final int index;
    private final Process process;
    private final CompletableFuture<UUID> ready = new CompletableFuture<>();
    private final ArrayDeque<String> output = new ArrayDeque<>();
    private volatile boolean paused;
    private volatile @Nullable UUID id;

    private NodeProcess(int index, Process process) {
        this.index = index;
        this.process = process;
    }

    /**
     * Starts a node.
     *
     * @param launcher what comes before {@code java}
     */
    static NodeProcess start(int index, List<String> launcher, Path config) {
        var command = new ArrayList<String>(launcher);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmFlags());
        command.add("-Xmx512m");
        command.add("-Djava.io.tmpdir=" + config.getParent()); // a killed node cannot tidy up
        command.add("-cp");
        command.add(classPath());
        command.add(NodeMain.class.getName());
        command.add(config.toString());
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var node = new NodeProcess(index, process);
            Thread.ofPlatform().daemon().name("wick-testkit-output").start(node::readOutput);
            return node;
        } catch (IOException e) {
            throw new UncheckedIOException("A JVM cannot be started: " + command, e);
        }
    }

    private static List<String> jvmFlags() {
        String flags = System.getProperty("wick.jvm.flags");
        if (flags != null && !flags.isBlank()) {
            return Arrays.asList(flags.trim().split("\\s+"));
        }
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> !flag.startsWith("-agentlib") && !flag.startsWith("-javaagent"))
                .toList();
    }

    /** Surefire may start the test with a jar that only names the class path. */
    private static String classPath() {
        String real = System.getProperty("surefire.test.class.path");
        String path = real == null ? System.getProperty("java.class.path") : real;
        return Arrays.stream(path.split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .reduce((a, b) -> a + File.pathSeparator + b)
                .orElseThrow();
    }

    private void readOutput() {
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                take(line);
            }
        } catch (IOException e) {
            take("(output ended: " + e + ")");
        }
        ready.completeExceptionally(
                new IllegalStateException("Node " + index + " ended before it was ready"));
        var unused =
                process.onExit()
                        .thenAccept(ended -> take("(ended with status " + ended.exitValue() + ")"));
    }

    private void take(String line) {
        synchronized (output) {
            output.add(line);
            if (output.size() > KEPT_LINES) {
                output.remove();
            }
        }
        if (line.startsWith(NodeMain.READY + " ")) {
            var told = UUID.fromString(line.substring(NodeMain.READY.length() + 1).trim());
            id = told;
            ready.complete(told);
        }
    }

    /** The node's id, once it has started; another one after it was cut off and came back. */
    UUID awaitReady(Duration limit) {
        try {
            UUID first = ready.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            UUID last = id;
            return last == null ? first : last;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while node " + index + " started", e);
        } catch (Exception e) {
            throw new IllegalStateException(
                    "Node " + index + " did not start. It printed:\n" + output(), e);
        }
    }

    @Nullable UUID id() {
        return id;
    }

    long pid() {
        return process.pid();
    }

    boolean isWell() {
        return process.isAlive() && !paused;
    }

    String output() {
        synchronized (output) {
            return String.join("\n", output);
        }
    }

    void kill() {
        process.destroyForcibly();
        awaitDeath();
    }

    /** Asks the node to leave the cluster in order. */
    void leave() {
        try (var input = process.getOutputStream()) {
            input.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("Node " + index + " cannot be told to leave", e);
        }
        awaitDeath();
    }

    void pause() {
        paused = true;
        signal("STOP");
    }

    void resume() {
        signal("CONT");
        paused = false;
    }

    private void signal(String name) {
        try {
            int status =
                    new ProcessBuilder("kill", "-" + name, String.valueOf(pid())).start().waitFor();
            if (status != 0) {
                throw new IllegalStateException(
                        "kill -" + name + " of node " + index + " ended with " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("kill cannot be run: needs a POSIX system", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitDeath() {
        try {
            if (!process.waitFor(DEATH.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(
                        "Node "
                                + index
                                + ", process "
                                + pid()
                                + ", is alive "
                                + DEATH
                                + " after it was told to end");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
