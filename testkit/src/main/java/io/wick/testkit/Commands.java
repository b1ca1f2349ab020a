package io.wick.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Runs programs of the system that end at once. */
final class Commands {
    private Commands() {}

    /**
     * Runs a program.
     *
     * @throws IllegalStateException with what it printed, when it fails
     */
    static void run(List<String> command) {
        check(command, execute(command, ""));
    }

    /** Runs a program; gives what it printed when it failed, else nothing. */
    static String tryRun(List<String> command) {
        return execute(command, "");
    }

    /** Runs commands of {@code ip}, all or up to the first that fails, in one process. */
    static void ip(List<String> options, List<String> lines) {
        List<String> command =
                Stream.of(List.of("ip"), options, List.of("-batch", "-"))
                        .flatMap(List::stream)
                        .toList();
        check(lines, execute(command, String.join("\n", lines) + "\n"));
    }

    private static void check(List<String> command, String failure) {
        if (!failure.isEmpty()) {
            throw new IllegalStateException("Failed: " + command + ": " + failure);
        }
    }

    private static String execute(List<String> command, String input) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            try (OutputStream out = process.getOutputStream()) {
                out.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // It ended before it had read all: its status says why
            }
            try (InputStream in = process.getInputStream()) {
                String printed = new String(in.readAllBytes(), StandardCharsets.UTF_8).trim();
                int status = process.waitFor();
                return status == 0 ? "" : "status " + status + ", " + printed;
            }
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }
}
