package io.wick.testkit;

import io.wick.Wick;
import io.wick.actor.ActorRef;
import io.wick.error.WickException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * A thread in the JVM of a node that adds 1 to an actor again and again, and notes in a file what
 * it was told: {@code ok}, or the name of the error.
 */
record SteadyCaller(String file) {
    private static final String OK = "ok";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    static SteadyCaller start(Wick wick, UUID node, ActorRef<Tally> actor, Path folder) {
        var caller = new SteadyCaller(folder.resolve("calls-" + node).toString());
        wick.task(() -> caller.begin(actor))
                .onNode(node)
                .resources(r -> r.cpus(0))
                .submit()
                .get(LIMIT);
        return caller;
    }

    private int begin(ActorRef<Tally> actor) {
        Thread.ofPlatform().daemon().name("steady-caller").start(() -> call(actor));
        return 0;
    }

    private void call(ActorRef<Tally> actor) {
        while (!Files.exists(Path.of(file + ".stop"))) {
            try {
                actor.call(Tally::add, 1).get(LIMIT);
                note(OK);
            } catch (WickException e) {
                note(e.getClass().getSimpleName());
                LockSupport.parkNanos(100_000_000);
            }
        }
        note("end");
    }

    private void note(String line) {
        try {
            Files.writeString(
                    Path.of(file),
                    line + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> lines() {
        try {
            return Files.exists(Path.of(file)) ? Files.readAllLines(Path.of(file)) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Calls that were answered. */
    int answered() {
        return (int) lines().stream().filter(OK::equals).count();
    }

    /** What else it was told. */
    List<String> errors() {
        return lines().stream().filter(line -> !line.equals(OK) && !line.equals("end")).toList();
    }

    /** Waits until so many more calls were answered. */
    void awaitMore(int count) {
        int before = answered();
        Waiting.until(
                count + " more answers beside " + before + ", errors " + errors(),
                LIMIT,
                () -> answered() >= before + count);
    }

    /** Ends it, when its last call has ended. */
    void stop() {
        try {
            Files.createFile(Path.of(file + ".stop"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Waiting.until("the caller has ended", LIMIT, () -> lines().contains("end"));
    }
}
