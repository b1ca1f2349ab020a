package io.wick.internal.run;

/** Where a run is. */
public enum RunState {
    /**
     * From the beginning. Then RUNNING or, for a run of another owner, ADOPTING; ENDED when there
     * is nothing to do or no node.
     */
    NEW,
    /**
     * When a run whose owner is lost was taken over, until the nodes have said what they have of
     * it. Then RUNNING with what is left, FAILING or ENDED.
     */
    ADOPTING,
    /** When an epoch's jobs have been launched. Then STOPPING, FAILING or ENDED. */
    RUNNING,
    /**
     * When an epoch is ended early, until its reports are there and perhaps some ticks more. Then
     * RUNNING with the next epoch, FAILING, or ENDED when nothing was left to do.
     */
    STOPPING,
    /** When the run has failed but jobs of it may still run. Then ENDED, in bounded ticks. */
    FAILING,
    /** When all was said: after it, nodes that speak up are told to forget. Final. */
    ENDED
}
