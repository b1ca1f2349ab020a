package io.wick.benchmarks.detection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A file in which tasks of several JVMs note that they start. */
record StartLog(String file) {
    private static final long STEP_NANOS = 2_000_000;

    /** A start of a task. */
    record Start(int task, long pid, long atMillis) {}

    /** Notes a start, and waits until the round is over. */
    int task(int number) {
        String line =
                number
                        + " "
                        + ProcessHandle.current().pid()
                        + " "
                        + System.currentTimeMillis()
                        + "\n";
        try {
            Files.writeString(
                    Path.of(file), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        while (!Files.exists(over())) {
            LockSupport.parkNanos(STEP_NANOS);
            if (Thread.currentThread().isInterrupted()) {
                return -1;
            }
        }
        return number;
    }

    private Path over() {
        return Path.of(file + ".over");
    }

    List<Start> starts() {
        try {
            return Files.exists(Path.of(file))
                    ? Files.readAllLines(Path.of(file)).stream().map(StartLog::parse).toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Start parse(String line) {
        String[] words = line.split(" ");
        return new Start(
                Integer.parseInt(words[0]), Long.parseLong(words[1]), Long.parseLong(words[2]));
    }

    /** Ends the round's tasks. */
    void end() {
        try {
            Files.createFile(over());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
