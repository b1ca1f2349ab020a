package io.wick.benchmarks.nemesis;

import io.wick.testkit.ProcessCluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the servers printed, in files: the last lines of each before and after the last faults. */
final class Logs {
    private static final int KEPT = 20;

    private final Path folder;

    /** Files in a folder, which is made. */
    Logs(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("No folder for the servers' logs", e);
        }
    }

    /** Writes what the servers, dead ones too, have printed by now. */
    void keep(ProcessCluster cluster, int number) {
        try {
            Files.writeString(file(number), cluster.output());
            Files.deleteIfExists(file(number - KEPT));
        } catch (IOException e) {
            throw new UncheckedIOException("The servers' logs cannot be kept", e);
        }
    }

    private Path file(int number) {
        return folder.resolve("fault-" + number + ".log");
    }
}
