package io.wick.ignite.internal.exec;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs what it is given one after the other, in order, on the thread of whoever found nobody at it.
 * An event from inside an event runs after it. Thread-safe.
 */
public final class Serial implements Executor {
    private static final Logger LOG = LoggerFactory.getLogger(Serial.class);

    private final ConcurrentLinkedQueue<Runnable> events = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    @Override
    public void execute(Runnable event) {
        events.add(event);
        if (waiting.getAndIncrement() != 0) {
            return;
        }
        do {
            Runnable next = events.remove();
            try {
                next.run();
            } catch (Throwable e) { // or all later events would wait for ever
                LOG.error("An event could not be handled", e);
            }
        } while (waiting.decrementAndGet() != 0);
    }
}
