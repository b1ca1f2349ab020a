package io.wick.testkit.history;

import java.util.Arrays;

/**
 * What an object may be like at a moment. Immutable.
 *
 * @param state the model's
 * @param done the slots of the operations under way that took effect, as bits
 * @param used how many unknown operations of each kind took effect; missing ones none
 */
record Configuration<S>(S state, long done, int[] used) {
    private static final int[] NONE = {};

    static <S> Configuration<S> first(S state) {
        return new Configuration<>(state, 0, NONE);
    }

    boolean hasDone(int slot) {
        return (done & 1L << slot) != 0;
    }

    Configuration<S> with(int slot, S next) {
        return new Configuration<>(next, done | 1L << slot, used);
    }

    Configuration<S> without(int slot) {
        return new Configuration<>(state, done & ~(1L << slot), used);
    }

    Configuration<S> withUnknown(int kind, S next) {
        int[] more = Arrays.copyOf(used, Math.max(used.length, kind + 1));
        more[kind]++;
        return new Configuration<>(next, done, more);
    }

    int used(int kind) {
        return kind < used.length ? used[kind] : 0;
    }

    /** Whether it has used no unknown operation that the other has not. */
    boolean usesAtMost(Configuration<S> other) {
        for (int kind = 0; kind < used.length; kind++) {
            if (used[kind] > other.used(kind)) {
                return false;
            }
        }
        return true;
    }
}
