package io.wick.testkit;

import io.wick.actor.ActorContext;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An actor of the tests of one JVM: notes what it was told, in order, and waits, fails or ends when
 * told to.
 */
final class Diary {
    private static final AtomicInteger MADE = new AtomicInteger();
    private static final AtomicInteger INTERRUPTED = new AtomicInteger();
    private static volatile CountDownLatch gate = new CountDownLatch(0);
    private static volatile CountDownLatch waiting = new CountDownLatch(1);

    private final List<Integer> notes = new ArrayList<>();

    Diary() {
        MADE.incrementAndGet();
    }

    /** Closes the gate, forgets what was counted. */
    static void reset() {
        gate.countDown();
        MADE.set(0);
        INTERRUPTED.set(0);
        gate = new CountDownLatch(1);
        waiting = new CountDownLatch(1);
    }

    /** Lets those go on that wait at the gate. */
    static void open() {
        gate.countDown();
    }

    /** Until somebody waits at the gate. */
    static void awaitWaiting() {
        Waiting.until("a call waits", java.time.Duration.ofSeconds(20), () -> isWaiting());
    }

    private static boolean isWaiting() {
        return waiting.getCount() == 0;
    }

    static int made() {
        return MADE.get();
    }

    static int interrupted() {
        return INTERRUPTED.get();
    }

    /** A constructor that waits at the gate. */
    static Diary madeSlowly() {
        atGate();
        return new Diary();
    }

    static Diary madeNever() {
        throw new IllegalStateException("no ink");
    }

    int note(int number) {
        notes.add(number);
        return notes.size();
    }

    List<Integer> read() {
        return List.copyOf(notes);
    }

    /** Waits at the gate, then notes. */
    int noteSlowly(int number) {
        atGate();
        return note(number);
    }

    private static void atGate() {
        CountDownLatch here = gate;
        waiting.countDown();
        try {
            if (!here.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The test did not open the gate");
            }
        } catch (InterruptedException e) {
            INTERRUPTED.incrementAndGet();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted at the gate", e);
        }
    }

    int fail() {
        throw new IllegalStateException("torn page");
    }

    byte[] pages(int bytes) {
        var page = new byte[bytes];
        page[bytes - 1] = 7;
        return page;
    }

    int weigh(byte[] pages) {
        return pages.length + pages[pages.length - 1];
    }

    Stream<Integer> count() {
        return IntStream.iterate(0, i -> i + 1).boxed();
    }

    Stream<Integer> countTo(int end) {
        return IntStream.range(0, end).boxed();
    }

    /** Calls itself and waits for that. */
    int waitForSelf() {
        return ActorContext.<Diary>current().self().call(Diary::note, 1).get();
    }

    int leave() {
        ActorContext.current().exit();
        return note(99);
    }
}
