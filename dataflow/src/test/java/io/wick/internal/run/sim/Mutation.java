package io.wick.internal.run.sim;

/** A mistake made on purpose, to see that the simulator finds it. */
public enum Mutation {
    /** No mistake. */
    NONE,
    /** Nodes take values that were sent in another epoch. */
    OLD_VALUES_COUNT,
    /** Nodes start jobs of epochs that are over. */
    OLD_JOBS_START,
    /** The owner takes reports of old epochs for reports of the current one. */
    OLD_REPORTS_COUNT,
    /** Nodes say that they have all values they made. */
    DONE_IS_KEPT,
    /** A node that got its job forgets the values it reported. */
    KEPT_IS_LOST,
    /** Nodes report once, whether it is heard or not. */
    REPORTS_ONCE,
    /** Nodes take jobs of a run they were told to forget. */
    FORGETS_THAT_IT_FORGOT,
    /** An owner that takes over a run numbers its epochs from the beginning. */
    NUMBERS_BEGIN_ANEW,
    /** A node tells an owner that takes over that it has all values it ever made. */
    ADOPTED_DONE_IS_KEPT,
    /** A node that has found values on disk says that all that ever ran is there. */
    RAN_IS_ON_DISK,
    /** A node that was adopted still obeys the owner before. */
    OLD_OWNER_IS_OBEYED,
    /** Nodes begin suspects without asking. */
    BEGINS_UNASKED,
    /** Nodes ask for suspects as soon as these wait for a CPU. */
    ASKS_TOO_EARLY,
    /** Suspects that ran on a dead node beside others run beside others again. */
    NEVER_ALONE
}
