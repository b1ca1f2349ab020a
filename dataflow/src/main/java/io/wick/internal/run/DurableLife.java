package io.wick.internal.run;

import io.wick.graph.DurableRun.State;

import org.jspecify.annotations.Nullable;

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
        long endedMillis) {

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
        return new DurableLife(id, about, State.RUNNING, 0, null, false, 0, 0);
    }

    /** A node takes it from the keeper of a term, whom it knows to be lost, or from nobody. */
    public DurableLife keptBy(UUID node, int lostTerm) {
        return isAt(lostTerm)
                ? new DurableLife(id, about, state, term + 1, node, cancelled, done, 0)
                : this;
    }

    /** Whether a node keeps it in a term. */
    public boolean isKeptBy(UUID node, int ofTerm) {
        return isAt(ofTerm) && node.equals(keeper);
    }

    /** Somebody wants it to end. */
    public DurableLife cancel() {
        return state == State.RUNNING && !cancelled
                ? new DurableLife(id, about, state, term, keeper, true, done, 0)
                : this;
    }

    /** The keeper of a term says how many vertices have run. */
    public DurableLife ran(int ofTerm, int count) {
        return isAt(ofTerm) && count != done
                ? new DurableLife(id, about, state, term, keeper, cancelled, count, 0)
                : this;
    }

    /** The keeper of a term says how it ended. */
    public DurableLife ended(int ofTerm, State how, int count, long millis) {
        return isAt(ofTerm) && how != State.RUNNING
                ? new DurableLife(id, about, how, term, keeper, cancelled, count, millis)
                : this;
    }

    private boolean isAt(int aTerm) {
        return state == State.RUNNING && term == aTerm;
    }
}
