package io.wick.internal.run;

/**
 * How long a run waits, in ticks: the less it gets on, the longer. So a slow link or a busy node is
 * taken for a fault a few times at most, and a run that cannot get on ends in bounded time.
 */
final class Patience {
    /** Ticks without a report or result before the nodes are probed, and between two probes. */
    static final int PROBE_TICKS = 5;

    /** Ticks after which a node that answers neither probe nor stop is done without, at first. */
    static final int SILENT_TICKS = 50;

    /** How much longer a node that lives may take for its report after a stop. */
    static final int STOP_FACTOR = 4;

    /** Ticks that a failed run waits for the reports of its jobs. */
    static final int FAIL_TICKS = 20;

    /** Ticks to wait for more nodes after one joined; twice as many after each time it mattered. */
    static final int JOIN_TICKS = 3;

    /**
     * How often in a row a run is planned anew without getting further and for no visible cause.
     */
    static final int MAX_FRUITLESS = 10;

    private int fruitless;
    private int leastLeft = Integer.MAX_VALUE;
    private int moves;
    private int returns;

    /** The cluster changed: what is planned next has a cause. */
    void clusterChanged() {
        fruitless = 0;
        leastLeft = Integer.MAX_VALUE;
    }

    /**
     * A plan is to be made with this many vertices to run and results to come: fruitful when no
     * plan since the last change of the cluster left as few.
     */
    void plan(int left) {
        fruitless = left < leastLeft ? 0 : fruitless + 1;
        leastLeft = Math.min(left, leastLeft);
    }

    /** Nodes joined and the run was stopped for them. */
    void moved() {
        moves++;
    }

    /** A node that was done without has spoken: it was only slow. */
    void returned() {
        returns++;
    }

    /** Ticks after which a node that does not answer is done without: 50, 100 to 3,200. */
    int silentTicks() {
        return SILENT_TICKS << Math.min(fruitless + returns, 6);
    }

    /** Ticks after which a node that answers but does not report is done without. */
    int stopTicks() {
        return STOP_FACTOR * silentTicks();
    }

    /** Whether planning once more makes no sense. */
    boolean isOver() {
        return fruitless > MAX_FRUITLESS;
    }

    /** Ticks to wait before the plan: none for the first fruitless one, then 1, 2, 4 to 64. */
    int delayTicks() {
        return fruitless < 2 ? 0 : 1 << Math.min(fruitless - 2, 6);
    }

    /** How many idle rounds of probes mean that an epoch is stuck: 2, 4 to 256. */
    int idleRounds() {
        return 2 << Math.min(fruitless, 7);
    }

    /** Ticks to wait for more nodes: 3, 6 to 192. */
    int joinTicks() {
        return JOIN_TICKS << Math.min(moves, 6);
    }
}
