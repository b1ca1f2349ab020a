package io.wick.install;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM in a process of its own, killed when this closes. */
final class ChildJvm implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Process process;
    private final Path out;
    private final Path err;

    private ChildJvm(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /**
     * Starts one in {@code home/work}, with its output in files of {@code home} and temporary files
     * in {@code home/tmp}.
     */
    static ChildJvm start(Path home, List<String> flags, String classPath, String... mainAndArgs)
            throws IOException {
        Path work = Files.createDirectories(home.resolve("work"));
        Path temporary = Files.createDirectories(home.resolve("tmp"));
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.add("-Xmx512m");
        command.add("-Djava.io.tmpdir=" + temporary);
        command.add("-cp");
        command.add(classPath);
        command.addAll(List.of(mainAndArgs));
        var builder = new ProcessBuilder(command).directory(work.toFile());
        builder.environment()
                .keySet()
                .removeIf(name -> name.matches("JAVA_.*|JDK_JAVA.*|IGNITE.*"));
        Path out = home.resolve("out.txt");
        Path err = home.resolve("err.txt");
        builder.redirectOutput(out.toFile()).redirectError(err.toFile());
        return new ChildJvm(builder.start(), out, err);
    }

    /** The arguments that make {@code java} read {@code wick.args}. */
    static List<String> wickArgs() {
        return List.of("@" + System.getProperty("wick.args.file"));
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for a text on standard output; fails with all output when the process ends first. */
    ChildJvm awaitOutput(String text) {
        await().atMost(PATIENCE).until(() -> out().contains(text) || !process.isAlive());
        if (!out().contains(text)) {
            throw new AssertionError("Ended without saying '" + text + "':\n" + out() + err());
        }
        return this;
    }

    /** Waits for the end and gives the exit status. */
    int awaitExit() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("Still runs after " + PATIENCE + ":\n" + out() + err());
        }
        return process.exitValue();
    }

    /** Lets a program that reads standard input go on. */
    void enter() throws IOException {
        try (OutputStream in = process.getOutputStream()) {
            in.write('\n');
        }
    }

    String out() {
        return read(out);
    }

    String err() {
        return read(err);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Kills it, not waiting for its end. */
    void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
