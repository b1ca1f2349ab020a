package io.wick.internal.run;

import io.wick.internal.planner.Program;
import io.wick.internal.planner.Site;

import org.jspecify.annotations.Nullable;

import java.util.BitSet;

/** A node that has a job of the current epoch, as the coordinator sees it. */
final class Member {
    final Site site;
    final Program program;

    /** Which of its vertices may kill it. */
    final Caution caution;

    /** Its node has left while this was the newest epoch. */
    boolean lost;

    /** What it has reported; null until then. */
    Event.@Nullable Report report;

    /** Its report came, or will not. */
    boolean ended;

    /** Vertices it says it has run. */
    int done;

    /** Vertices it says run or could. */
    int running;

    /** How often it said that it does not have the job. */
    private int denials;

    /** The last round of probes in which it was found waiting for others. */
    int idleRound;

    /** Whether it has told of itself in this epoch. */
    private boolean told;

    /** Ticks since the first probe or stop that it has not answered. */
    int silentTicks;

    /** Whether a probe or stop is out that it has not answered. */
    boolean asked;

    Member(Site site, Program program, Caution caution) {
        this.site = site;
        this.program = program;
        this.caution = caution;
    }

    /** The vertices that it was to run and of which it has not said that they came to their end. */
    BitSet unfinished() {
        var vertices = new BitSet();
        for (int v = 0; v < program.locals(); v++) {
            vertices.set(program.vertex()[v]);
        }
        Event.Report told = report;
        if (told != null) {
            vertices.andNot(told.done());
            vertices.or(told.promised());
        }
        return vertices;
    }

    /** It was asked something. */
    void ask() {
        if (!asked) {
            asked = true;
            silentTicks = 0;
        }
    }

    /** It said something. */
    void heard() {
        asked = false;
        silentTicks = 0;
    }

    /** Vertices it has not begun. */
    int notStarted() {
        return ended ? 0 : Math.max(0, program.locals() - done - running);
    }

    /** Takes its word; true when it waits for others, as it did the last time it spoke. */
    boolean status(int nowRunning, int nowDone) {
        boolean idle = told && running == 0 && nowRunning == 0 && nowDone <= done;
        told = true;
        running = nowRunning;
        done = Math.max(done, nowDone);
        return idle;
    }

    /** It does not have its job; true when that is to be launched again: after 2, 4, 8 times. */
    boolean deny() {
        denials++;
        return denials > 1 && Integer.bitCount(denials) == 1;
    }

    @Override
    public String toString() {
        return site.id()
                + (ended
                        ? " (ended)"
                        : " ("
                                + done
                                + " of "
                                + program.locals()
                                + " done, "
                                + running
                                + " running"
                                + (asked ? ", does not answer" : "")
                                + ")");
    }
}
