package io.wick.internal.actor;

import org.jspecify.annotations.Nullable;

/**
 * What guards an actor's checkpoint: the incarnation that may write it, and how often that one has.
 * A new activation seals the checkpoint before it reads it; from then on no earlier one can write.
 * Sealing and writing may be repeated by whoever did not hear the answer.
 *
 * @param incarnation the one that sealed it last
 * @param sequence checkpoints since the first incarnation
 */
public record Fence(int incarnation, long sequence) {
    /** Of an actor without a checkpoint. */
    public static final Fence OPEN = new Fence(0, 0);

    /** Sealed for an incarnation; null when a later one has sealed it. */
    public @Nullable Fence sealedBy(int by) {
        return by >= incarnation ? new Fence(by, sequence) : null;
    }

    /**
     * After a write; null when it is refused, because a later incarnation has sealed it or the
     * write is not the next one.
     *
     * @param number of the write: one more than the sequence that its writer knows
     */
    public @Nullable Fence writtenBy(int by, long number) {
        boolean isNext = number == sequence + 1 || number == sequence;
        return by == incarnation && isNext ? new Fence(by, number) : null;
    }
}
