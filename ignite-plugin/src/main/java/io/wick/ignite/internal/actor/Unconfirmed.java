package io.wick.ignite.internal.actor;

import io.wick.ignite.internal.task.TaskOwner;

import java.util.TreeSet;

/**
 * The numbers of calls that are applied once and have no reply yet: what their host must remember.
 * Guarded by its monitor.
 */
final class Unconfirmed {
    private final TreeSet<Long> numbers = new TreeSet<>();

    /** Numbers a call, unless it has a number: in one step, or a larger one would confirm it. */
    synchronized void number(ActorCall call, TaskOwner owner) {
        owner.number(call);
        numbers.add(call.id());
    }

    /** A call has its reply. */
    synchronized void remove(long number) {
        numbers.remove(number);
    }

    /** The number up to which all have their replies; 0 when that is not known. */
    synchronized long upTo() {
        return numbers.isEmpty() ? 0 : numbers.first() - 1;
    }
}
