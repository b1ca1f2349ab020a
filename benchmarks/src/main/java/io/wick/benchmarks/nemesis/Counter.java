package io.wick.benchmarks.nemesis;

import io.wick.actor.ActorContext;

import java.util.HashMap;
import java.util.Map;

/** An actor: a counter that watches the order of its callers. Kept as a whole. */
final class Counter {
    private final Map<String, Long> numbers = new HashMap<>();
    private long value;
    private long outOfOrder;

    /**
     * What a caller sends.
     *
     * @param number grows from call to call of a caller
     */
    record Ticket(String caller, long number) {}

    /**
     * What it gets.
     *
     * @param value after this increment
     * @param outOfOrder calls so far that came after, or with, a later one of their caller
     */
    record Receipt(long value, long outOfOrder, int incarnation) {}

    Receipt increment(Ticket ticket) {
        Long last = numbers.put(ticket.caller(), ticket.number());
        if (last != null && last >= ticket.number()) {
            outOfOrder++;
        }
        value++;
        return read();
    }

    Receipt read() {
        return new Receipt(value, outOfOrder, ActorContext.current().incarnation());
    }
}
