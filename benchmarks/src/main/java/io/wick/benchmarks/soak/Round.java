package io.wick.benchmarks.soak;

import io.wick.Wick;

import java.time.Duration;
import java.util.SplittableRandom;

/** A piece of work that leaves nothing behind, and checks every result. */
@FunctionalInterface
interface Round {
    /** Longer than anything here takes on a busy machine. */
    Duration LIMIT = Duration.ofSeconds(60);

    /**
     * Works once.
     *
     * @param wick of the JVM it runs in
     * @param random decides what, and how much
     * @throws AssertionError when a result is wrong
     * @throws io.wick.error.WickException when something failed that should not have
     */
    void run(Wick wick, SplittableRandom random);

    /** Fails when two values differ. */
    static void same(String what, Object expected, Object got) {
        if (!expected.equals(got)) {
            throw new AssertionError(what + ": expected " + expected + ", got " + got);
        }
    }

    /** Runs what must fail with an error of this type, whose causes end in this text. */
    static void fails(String what, Class<? extends Throwable> type, String text, Runnable body) {
        try {
            body.run();
        } catch (RuntimeException e) {
            Throwable root = e;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            if (type.isInstance(e) && String.valueOf(root.getMessage()).contains(text)) {
                return;
            }
            throw new AssertionError(
                    what + ": expected " + type.getSimpleName() + " of " + text, e);
        }
        throw new AssertionError(what + ": expected " + type.getSimpleName() + ", got a result");
    }
}
