package io.wick.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;

/**
 * A file in which tasks of several JVMs note what they do. Short lines, so that appends are whole.
 */
record Marks(String file) {
    record Mark(int task, long pid, long atMillis) {}

    static Marks in(Path folder) {
        return new Marks(folder.resolve("marks").toString());
    }

    /** Notes that a task has started here, now. */
    void add(int task) {
        try {
            Files.writeString(
                    Path.of(file),
                    task
                            + " "
                            + ProcessHandle.current().pid()
                            + " "
                            + System.currentTimeMillis()
                            + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Mark> all() {
        if (!Files.exists(Path.of(file))) {
            return List.of();
        }
        try {
            return Files.readAllLines(Path.of(file)).stream().map(Marks::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Mark parse(String line) {
        String[] words = line.split(" ");
        return new Mark(
                Integer.parseInt(words[0]), Long.parseLong(words[1]), Long.parseLong(words[2]));
    }

    void awaitCount(int count) {
        Waiting.until(
                count + " tasks have started", Duration.ofSeconds(20), () -> all().size() >= count);
    }

    /** Lets tasks in {@link #awaitOpen} go on. */
    void open() {
        try {
            Files.createFile(Path.of(file + ".open"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void awaitOpen() {
        Waiting.until("the test lets tasks go on", Duration.ofSeconds(40), this::isOpen);
    }

    boolean isOpen() {
        return Files.exists(Path.of(file + ".open"));
    }
}
