package io.wick.internal.run;

import io.wick.internal.graph.GraphModel;
import io.wick.internal.planner.Program;
import io.wick.internal.planner.Site;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;

/** The jobs of one placement, and what their nodes said about them. */
final class Epoch {
    private final int number;
    private final List<Site> sites;
    private final Map<UUID, Member> members;

    /** Vertices that came to their end in it, as far as is known. */
    private final BitSet ran = new BitSet();

    private int open;
    private int round = 1;
    private int idleMembers;
    private int idleRounds;

    /** Before the first launch of an owner; the number is that of the last epoch before. */
    static Epoch none(int before) {
        return new Epoch(before, List.of(), List.of(), new Suspicions());
    }

    Epoch(int number, List<Site> sites, List<Program> programs, Suspicions suspicions) {
        this.number = number;
        this.sites = sites;
        this.members = new LinkedHashMap<>(programs.size() * 2);
        for (Program program : programs) {
            Site site = sites.get(program.site());
            Caution caution = suspicions.caution(program.vertex(), program.locals());
            if (members.put(site.id(), new Member(site, program, caution)) != null) {
                throw new IllegalStateException(
                        "The replanner gave two programs for node " + site.id());
            }
        }
        this.open = programs.size();
    }

    /** The same number without jobs. */
    Epoch closed() {
        return new Epoch(number, List.of(), List.of(), new Suspicions());
    }

    /** Ascending; 1 for the first that a run's first owner launched. */
    int number() {
        return number;
    }

    /** A value of this or an earlier epoch has come: its vertex has run. */
    void ran(int vertex) {
        ran.set(vertex);
    }

    /** Tells what may have been running on each of its nodes that left while it was the newest. */
    void eachLoss(GraphModel graph, BiConsumer<UUID, BitSet> action) {
        var lost = new BitSet();
        var notRun = new BitSet();
        for (Member member : members()) {
            Event.Report report = member.report;
            if (member.lost) {
                lost.or(member.unfinished());
            } else if (report != null) {
                notRun.or(member.unfinished());
            }
        }
        if (lost.isEmpty()) {
            return;
        }
        BitSet all = new Losses(graph, ran, notRun).mayHaveRun(lost);
        for (Member member : members()) {
            if (member.lost) {
                BitSet here = member.unfinished();
                here.and(all);
                action.accept(member.site.id(), here);
            }
        }
    }

    /** The nodes with jobs. */
    Iterable<Member> members() {
        return members.values();
    }

    /** The instructions that start it. */
    List<Instruction> launches() {
        var launches = new ArrayList<Instruction>(members.size());
        for (Member member : members()) {
            launches.add(launch(member));
        }
        return launches;
    }

    /** The instruction that starts one job. */
    Instruction launch(Member member) {
        return new Instruction.Launch(number, member.site, sites, member.program, member.caution);
    }

    /** The instructions that end the jobs that have not ended. */
    List<Instruction> stops() {
        var stops = new ArrayList<Instruction>();
        for (Member member : open()) {
            member.ask();
            stops.add(new Instruction.Stop(number, member.site.id()));
        }
        return stops;
    }

    /** The questions to the nodes whose jobs have not ended. */
    List<Instruction> probes() {
        var probes = new ArrayList<Instruction>();
        for (Member member : open()) {
            member.ask();
            probes.add(new Instruction.Probe(number, member.site.id()));
        }
        return probes;
    }

    /** One that has not answered for so long, if any. */
    @Nullable Member silent(int ticks) {
        for (Member member : open()) {
            if (member.silentTicks >= ticks) {
                return member;
            }
        }
        return null;
    }

    /** The member that a message of an epoch is about, if it is this epoch's. */
    @Nullable Member member(int ofEpoch, UUID node) {
        return ofEpoch == number ? members.get(node) : null;
    }

    /** Whether all jobs have ended. */
    boolean isOver() {
        return open == 0;
    }

    /** Members whose jobs have not ended. */
    List<Member> open() {
        var list = new ArrayList<Member>(open);
        for (Member member : members()) {
            if (!member.ended) {
                list.add(member);
            }
        }
        return list;
    }

    /** A member's report came, or will not; false when that was known. */
    boolean end(Member member) {
        boolean news = !member.ended;
        if (news) {
            member.ended = true;
            member.heard();
            open--;
            restartRounds();
        }
        return news;
    }

    /** A member's report came; false when it had ended before. */
    boolean report(Member member, Event.Report report) {
        if (member.ended) {
            return false;
        }
        member.report = report;
        var over = (BitSet) report.done().clone();
        over.andNot(report.promised());
        ran.or(over);
        member.done = report.done().cardinality();
        member.running = 0;
        return true;
    }

    /** A tick passes for those that owe an answer. */
    void countSilence() {
        for (Member member : members()) {
            if (!member.ended && member.asked) {
                member.silentTicks++;
            }
        }
    }

    /** A member tells how it is getting on. */
    void status(Member member, int running, int done) {
        if (!member.status(running, done)) {
            restartRounds();
        } else if (member.idleRound != round) {
            member.idleRound = round;
            idleMembers++;
        }
    }

    private void restartRounds() {
        round++;
        idleMembers = 0;
        idleRounds = 0;
    }

    /**
     * Before the next probe: in how many rounds each open member was heard to wait for others, with
     * nothing done on any of them since. A round lasts until all have been heard.
     */
    int idleRounds() {
        if (idleMembers == open) {
            idleRounds++;
            round++;
            idleMembers = 0;
        }
        return idleRounds;
    }

    /** Whether more than a quarter of the vertices, and more than one, have not begun. */
    boolean isWorthMoving() {
        long all = 0;
        long notStarted = 0;
        for (Member member : members()) {
            all += member.program.locals();
            notStarted += member.notStarted();
        }
        return notStarted > 1 && notStarted * 4 > all;
    }

    /** Vertices that members whose jobs have not ended say they have run. */
    int doneByOpen() {
        int sum = 0;
        for (Member member : members()) {
            sum += member.ended ? 0 : member.done;
        }
        return sum;
    }

    /** Checks counts, that open jobs are on nodes there are, and that no vertex has two jobs. */
    void check(int vertices, Roster roster) {
        int notEnded = 0;
        var seen = new BitSet(vertices);
        for (Member member : members()) {
            notEnded += member.ended ? 0 : 1;
            if (!member.ended && !roster.contains(member.site.id())) {
                throw new IllegalStateException("It waits for a node that left: " + member);
            }
            for (int v = 0; v < member.program.locals(); v++) {
                int vertex = member.program.vertex()[v];
                if (seen.get(vertex)) {
                    throw new IllegalStateException(
                            "Vertex " + vertex + " is in two programs of epoch " + number);
                }
                seen.set(vertex);
            }
        }
        if (notEnded != open) {
            throw new IllegalStateException(
                    "Epoch " + number + " has " + notEnded + " open jobs and counts " + open);
        }
    }

    @Override
    public String toString() {
        return "epoch " + number;
    }
}
