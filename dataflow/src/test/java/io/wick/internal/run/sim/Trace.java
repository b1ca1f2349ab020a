package io.wick.internal.run.sim;

/** What happened in a simulation: a hash of all, and the last of it as text. */
final class Trace {
    /** What can happen. */
    enum What {
        START,
        FINISH,
        THROW,
        SEND,
        ACCEPT,
        RESULT,
        LAUNCH,
        STOP,
        PROBE,
        STATUS,
        REPORT,
        FORGET,
        DISPLACED,
        ABANDON,
        CLUSTER,
        DIE,
        JOIN,
        PAUSE,
        MOVE,
        CUT,
        LOSE,
        TWICE,
        UNREACHABLE,
        CANCEL,
        COMPLETE,
        FAIL,
        ADOPT,
        BEGIN,
        POISON,
        TASK_PLACED,
        TASK_DONE,
        TASK_RETRY
    }

    private static final What[] WHATS = What.values();
    private static final int WIDTH = 5;

    private final long[] ring;
    private long entries;
    private long hash = 1125899906842597L;

    Trace(int lines) {
        this.ring = new long[lines * WIDTH];
    }

    /**
     * Notes it.
     *
     * @param node number of the node it happened on
     * @param epoch of what it belongs to, or 0
     * @param detail a vertex, a node, a count
     */
    void add(long time, What what, int node, int epoch, long detail) {
        int at = (int) (entries++ * WIDTH % ring.length);
        ring[at] = time;
        ring[at + 1] = what.ordinal();
        ring[at + 2] = node;
        ring[at + 3] = epoch;
        ring[at + 4] = detail;
        for (int i = at; i < at + WIDTH; i++) {
            hash = (hash ^ ring[i]) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
    }

    long hash() {
        return hash;
    }

    long entries() {
        return entries;
    }

    /** The last entries, a line each. */
    String tail() {
        var text = new StringBuilder();
        long lines = ring.length / WIDTH;
        for (long e = Math.max(0, entries - lines); e < entries; e++) {
            int at = (int) (e * WIDTH % ring.length);
            text.append(String.format("%,14d us  node %-3d ", ring[at], ring[at + 2]));
            text.append(WHATS[(int) ring[at + 1]]);
            text.append(ring[at + 3] == 0 ? "" : " epoch " + ring[at + 3]);
            text.append(' ').append(ring[at + 4]).append('\n');
        }
        return text.toString();
    }
}
