package io.wick.internal.run;

import java.util.BitSet;

/**
 * Which vertices of a job may be what kills its node: each is begun when the owner of the run knows
 * of it, see {@link Probation}. Immutable by agreement.
 *
 * @param suspects vertices of the graph
 * @param alone those of them beside which no other suspect runs on the same node
 */
public record Caution(BitSet suspects, BitSet alone) {
    /** Nothing is suspected. */
    public static final Caution NONE = new Caution(new BitSet(), new BitSet());

    /** Whether nothing is suspected. */
    public boolean isNone() {
        return suspects.isEmpty();
    }
}
