package io.wick.testkit.history;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ObjIntConsumer;
import java.util.stream.Stream;

/**
 * The operations under way at a moment of the walk: those that will be answered each in a slot,
 * those of unknown outcome counted by input. Owned by the walk's thread.
 */
final class Pending<I, O> {
    /** As many as a configuration has bits. */
    private static final int SLOTS = Long.SIZE;

    private final boolean callOrder;
    private final List<@Nullable Operation<I, O>> slots = new ArrayList<>();
    private final long[] earlier = new long[SLOTS];
    private final Map<I, Integer> kinds = new HashMap<>();
    private final List<I> inputs = new ArrayList<>();
    private final List<Integer> counts = new ArrayList<>();

    Pending(boolean callOrder) {
        this.callOrder = callOrder;
    }

    void add(Operation<I, O> operation) {
        if (operation.outcome() instanceof Outcome.Answered<O>) {
            occupy(operation);
            return;
        }
        int kind = kinds.computeIfAbsent(operation.input(), _ -> kinds.size());
        if (kind == inputs.size()) {
            inputs.add(operation.input());
            counts.add(0);
        }
        counts.set(kind, counts.get(kind) + 1);
    }

    private void occupy(Operation<I, O> operation) {
        int free = slots.indexOf(null);
        if (free < 0) {
            free = slots.size();
            if (free == SLOTS) {
                throw new IllegalArgumentException(
                        "More than "
                                + SLOTS
                                + " operations of one object are under way at once, with "
                                + operation
                                + ". Use fewer callers, or more keys.");
            }
            slots.add(null);
        }
        earlier[free] = callOrder ? ofCaller(operation.caller()) : 0;
        slots.set(free, operation);
    }

    private long ofCaller(String caller) {
        long bits = 0;
        for (int slot = 0; slot < slots.size(); slot++) {
            Operation<I, O> operation = slots.get(slot);
            if (operation != null && operation.caller().equals(caller)) {
                bits |= 1L << slot;
            }
        }
        return bits;
    }

    int slotOf(Operation<I, O> operation) {
        for (int slot = 0; slot < slots.size(); slot++) {
            if (slots.get(slot) == operation) {
                return slot;
            }
        }
        throw new IllegalStateException(operation + " is not under way: " + this);
    }

    void remove(int slot) {
        slots.set(slot, null);
        for (int i = 0; i < SLOTS; i++) {
            earlier[i] &= ~(1L << slot);
        }
    }

    /** Those that will be answered, may be next, and are not done. */
    void eachAnswered(long done, ObjIntConsumer<Operation<I, O>> action) {
        for (int slot = 0; slot < slots.size(); slot++) {
            Operation<I, O> operation = slots.get(slot);
            boolean open = (done & 1L << slot) == 0 && (earlier[slot] & ~done) == 0;
            if (operation != null && open) {
                action.accept(operation, slot);
            }
        }
    }

    /** The inputs of unknown operations of which not all are used up. */
    void eachUnknown(Configuration<?> configuration, ObjIntConsumer<I> action) {
        for (int kind = 0; kind < inputs.size(); kind++) {
            if (configuration.used(kind) < counts.get(kind)) {
                action.accept(inputs.get(kind), kind);
            }
        }
    }

    @Override
    public String toString() {
        Stream<?> answered = slots.stream().filter(Objects::nonNull);
        Stream<?> unknown = inputs.stream().map(input -> input + " (unknown)");
        return Stream.concat(answered, unknown).limit(16).toList().toString();
    }
}
