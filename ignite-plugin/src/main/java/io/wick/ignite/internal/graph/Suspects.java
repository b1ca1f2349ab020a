package io.wick.ignite.internal.graph;

import io.wick.internal.planner.Program;
import io.wick.internal.run.Caution;
import io.wick.internal.run.Probation;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/**
 * The vertices of an epoch on this node that may kill it: each begins when it is its turn and the
 * owner of the run knows of it. They run as works of their own. Thread-safe.
 */
final class Suspects {
    /** How long a suspect waits for the owner's word before it asks again. */
    private static final long AGAIN_MILLIS = 1000;

    private final EpochRun epoch;
    private final Program program;
    private final boolean any;

    /** By numbers of the program. */
    private final Probation probation;

    /** By numbers of the graph: those of which the owner knows. */
    private final Set<Integer> known = new HashSet<>();

    Suspects(EpochRun epoch, Program program, Caution caution) {
        this.epoch = epoch;
        this.program = program;
        this.any = !caution.isNone();
        this.probation = new Probation(any ? here(program, caution) : Caution.NONE);
    }

    private static Caution here(Program program, Caution caution) {
        var suspects = new BitSet();
        var alone = new BitSet();
        for (int v = 0; v < program.locals(); v++) {
            suspects.set(v, caution.suspects().get(program.vertex()[v]));
            alone.set(v, caution.alone().get(program.vertex()[v]));
        }
        return new Caution(suspects, alone);
    }

    boolean isSuspect(int v) {
        return any && probation.isSuspect(v);
    }

    /** A vertex waits for nothing any more but resources. */
    void ready(int v) {
        if (any) {
            probation.ready(v);
        }
    }

    /**
     * A suspect has its resources. Waits until the owner knows that it begins.
     *
     * @return false when it is not its turn, and it is submitted again when it may be, or when the
     *     epoch ends
     */
    boolean enter(int v) {
        if (!probation.enter(v)) {
            return false;
        }
        if (awaitWord(program.vertex()[v])) {
            return true;
        }
        probation.leave(v, epoch::submitAlone);
        return false;
    }

    private boolean awaitWord(int vertex) {
        while (!epoch.isStopped()) {
            epoch.run.begins(epoch.epoch, vertex);
            synchronized (this) {
                try {
                    if (!known.contains(vertex)) {
                        wait(AGAIN_MILLIS);
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt(); // its epoch ends
                    return false;
                }
                if (known.remove(vertex)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The owner knows that a vertex begins. */
    synchronized void known(int vertex) {
        known.add(vertex);
        notifyAll();
    }

    /**
     * A suspect is over.
     *
     * @param finished whether it came to its end
     */
    void leave(int v, boolean finished) {
        if (finished) {
            epoch.run.finished(epoch.epoch, program.vertex()[v]);
        }
        probation.leave(v, epoch::submitAlone);
    }
}
