package io.wick.internal.actor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.BiConsumer;

/**
 * The calls of one node that an actor has applied and whose caller has not said that it has the
 * answer. Kept with the actor's state, so that a call that is sent again is answered, not applied.
 * Numbers grow in the order of sending and need not be dense. For one thread at a time.
 *
 * @param <R> what is kept of a result
 */
public final class CallWindow<R> {
    private final Deque<Entry<R>> entries = new ArrayDeque<>(4);
    private long confirmed;

    /** What is to be done with a call. */
    public sealed interface Decision<R> {
        /** It was not applied: apply it. */
        record Apply<R>() implements Decision<R> {}

        /** It was applied: answer with this. */
        record Answer<R>(R result) implements Decision<R> {}

        /** Its caller has had the answer: drop it. */
        record Drop<R>() implements Decision<R> {}
    }

    private record Entry<R>(long number, R result) {}

    /** Nothing applied, nothing confirmed. */
    public CallWindow() {}

    /** As a checkpoint has it; {@link #applied} adds its results, in order of their numbers. */
    public CallWindow(long confirmed) {
        this.confirmed = confirmed;
    }

    /** All calls up to this number have been answered at their caller. */
    public long confirmed() {
        return confirmed;
    }

    /** How many results are kept. */
    public int size() {
        return entries.size();
    }

    /** The caller has the answers of all calls up to this number; an older word does nothing. */
    public void confirm(long upTo) {
        if (upTo <= confirmed) {
            return;
        }
        confirmed = upTo;
        while (!entries.isEmpty() && entries.getFirst().number <= upTo) {
            entries.removeFirst();
        }
    }

    /** What to do with a call that came. */
    public Decision<R> decide(long number) {
        if (number <= confirmed) {
            return new Decision.Drop<>();
        }
        if (entries.isEmpty() || number > entries.getLast().number) {
            return new Decision.Apply<>();
        }
        for (Entry<R> entry : entries) {
            if (entry.number == number) {
                return new Decision.Answer<>(entry.result);
            }
        }
        return new Decision.Apply<>();
    }

    /**
     * A call was applied.
     *
     * @throws IllegalStateException when it was applied before, or is confirmed: that is a mistake
     *     of who asks
     */
    public void applied(long number, R result) {
        if (!(decide(number) instanceof Decision.Apply)) {
            throw new IllegalStateException("Call " + number + " was applied twice: " + this);
        }
        var later = new ArrayDeque<Entry<R>>(0);
        while (!entries.isEmpty() && entries.getLast().number > number) {
            later.addFirst(entries.removeLast());
        }
        entries.addLast(new Entry<>(number, result));
        entries.addAll(later);
    }

    /** Visits what is kept, in order of numbers. */
    public void each(BiConsumer<Long, R> visitor) {
        for (Iterator<Entry<R>> all = entries.iterator(); all.hasNext(); ) {
            Entry<R> entry = all.next();
            visitor.accept(entry.number, entry.result);
        }
    }

    @Override
    public String toString() {
        return "window(confirmed " + confirmed + ", " + entries.size() + " kept)";
    }
}
