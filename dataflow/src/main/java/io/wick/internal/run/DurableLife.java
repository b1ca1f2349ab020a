package io.wick.internal.run;

import io.wick.graph.DurableRun.State;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What the cluster's directory knows of a durable run, and how that may change. Each change is
 * asked for once or more often, by several nodes at once, and gives this very object when it is
 * refused or was made before: so of several nodes that want to keep a run one wins, and one that
 * has lost it cannot end it any more. Immutable, pure.
 *
 * @param id of this run; the name may be another's later
 * @param about what never changes
 * @param state where it is
 * @param term how many nodes have kept it
 * @param keeper the last of them; null until there is one
 * @param cancelled whether somebody wants it to end
 * @param done vertices that have run, as its keeper last told
 * @param vain the keepers that were lost since it got further
 * @param endedMillis since 1970, by its keeper's clock; 0 while it runs
 */
public record DurableLife(
        UUID id,
        About about,
        State state,
        int term,
        @Nullable UUID keeper,
        boolean cancelled,
        int done,
        Vain vain,
        long endedMillis) {

    /**
     * After so many keepers in a row whose loss ended a term in which nothing was done, it ends.
     */
    public static final int MOST_VAIN = 5;

    /**
     * Keepers that got nothing done.
     *
     * @param reached how many vertices had run, at most, when a keeper took it
     * @param keepers that were lost since
     */
    public record Vain(int reached, List<UUID> keepers) {
        static final Vain NONE = new Vain(0, List.of());

        private Vain lost(@Nullable UUID keeper, int done) {
            if (done > reached) {
                return new Vain(done, List.of());
            }
            var all = new ArrayList<UUID>(keepers);
            if (keeper != null) {
                all.add(keeper);
            }
            return new Vain(reached, List.copyOf(all));
        }
    }

    /**
     * What never changes of a durable run.
     *
     * @param name by which it is found
     * @param graph the name of its graph
     * @param vertices of its graph
     * @param startedMillis since 1970, by the clock of the node that started it
     */
    public record About(String name, String graph, int vertices, long startedMillis) {}

    /** A run that nobody keeps yet. */
    public static DurableLife started(UUID id, About about) {
        return new DurableLife(id, about, State.RUNNING, 0, null, false, 0, Vain.NONE, 0);
    }

    /** Whether too many keepers were lost in a row without getting anything done. */
    public boolean isHopeless() {
        return vain.keepers().size() >= MOST_VAIN;
    }

    /** A node takes it from the keeper of a term, whom it knows to be lost, or from nobody. */
    public DurableLife keptBy(UUID node, int lostTerm) {
        return isAt(lostTerm)
                ? new DurableLife(
                        id,
                        about,
                        state,
                        term + 1,
                        node,
                        cancelled,
                        done,
                        vain.lost(keeper, done),
                        0)
                : this;
    }

    /** Whether a node keeps it in a term. */
    public boolean isKeptBy(UUID node, int ofTerm) {
        return isAt(ofTerm) && node.equals(keeper);
    }

    /** Somebody wants it to end. */
    public DurableLife cancel() {
        return state == State.RUNNING && !cancelled
                ? new DurableLife(id, about, state, term, keeper, true, done, vain, 0)
                : this;
    }

    /** The keeper of a term says how many vertices have run. */
    public DurableLife ran(int ofTerm, int count) {
        return isAt(ofTerm) && count != done
                ? new DurableLife(id, about, state, term, keeper, cancelled, count, vain, 0)
                : this;
    }

    /** The keeper of a term says how it ended. */
    public DurableLife ended(int ofTerm, State how, int count, long millis) {
        return isAt(ofTerm) && how != State.RUNNING
                ? new DurableLife(id, about, how, term, keeper, cancelled, count, vain, millis)
                : this;
    }

    private boolean isAt(int aTerm) {
        return state == State.RUNNING && term == aTerm;
    }
}
