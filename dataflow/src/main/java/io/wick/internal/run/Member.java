package io.wick.internal.run;

import io.wick.internal.planner.Program;
import io.wick.internal.planner.Site;

/** A node that has a job of the current epoch, as the coordinator sees it. */
final class Member {
    final Site site;
    final Program program;

    /** Its report came, or will not. */
    boolean ended;

    /** Vertices it says it has run. */
    int done;

    /** Vertices it says run or could. */
    int running;

    /** What {@link #done} was a probe before. */
    int doneBefore = -1;

    /** Ticks since the first probe or stop that it has not answered. */
    int silentTicks;

    /** Whether a probe or stop is out that it has not answered. */
    boolean asked;

    Member(Site site, Program program) {
        this.site = site;
        this.program = program;
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

    /** Whether it waits for others as it did when it was last probed; remembers for next time. */
    boolean idleSinceLastProbe() {
        boolean idle = !asked && running == 0 && done == doneBefore;
        if (!asked) {
            doneBefore = running == 0 ? done : -1;
        }
        return idle;
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
