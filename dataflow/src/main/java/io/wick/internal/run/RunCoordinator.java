package io.wick.internal.run;

import io.wick.internal.graph.GraphModel;
import io.wick.internal.planner.Program;
import io.wick.internal.planner.Site;
import io.wick.internal.run.Instruction.Cause;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;

/**
 * The course of one run, decided on the node that started it: events in, instructions out, no
 * threads, no clock. A run goes through epochs. In each, the nodes that have something to do get
 * one job with a {@link Program}; when the cluster changes or the epoch is stuck, the jobs are
 * stopped, report what they have, and what is still needed is placed anew.
 *
 * <p>When the owner of a run is lost, another node may go on with it: the nodes tell that one what
 * they have done and have, and it places what is left as after any other epoch, under higher
 * numbers.
 *
 * <p>A node is believed about an epoch only by reports that carry its number, so late, repeated and
 * reordered events change nothing. Not thread-safe. When a method throws, the run is over: the
 * caller fails it with what was thrown.
 */
public final class RunCoordinator {
    private final GraphModel graph;
    private final Replanner replanner;
    private final FirstPlacement first;
    private final Lineage lineage;
    private final Roster roster = new Roster();
    private final Patience patience = new Patience();
    private final Story story = new Story();
    private List<Instruction> out = new ArrayList<>();
    private final Adoption adoption = new Adoption();
    private final Suspicions suspicions = new Suspicions();
    private final @Nullable Predecessor predecessor;

    /** The number that no epoch of an earlier owner is above; 0 for the first owner. */
    private final int before;

    private RunState state = RunState.NEW;
    private Epoch epoch;

    /** Ticks since the last report or result, or since the state was entered. */
    private int quietTicks;

    /** Ticks until a join is looked at; -1 when there was none. */
    private int joinTicks = -1;

    /** Ticks until the next epoch may be launched; -1 until its cause has been looked at. */
    private int delayTicks = -1;

    /**
     * A run that waits for {@link Event.Start}.
     *
     * @param first used when the nodes are still those it was made for
     */
    public RunCoordinator(GraphModel graph, Replanner replanner, FirstPlacement first) {
        this(graph, replanner, first, 0, null);
    }

    /**
     * A run that another node may have owned before.
     *
     * @param before a number that no epoch of an earlier owner is above; 0 when there was none,
     *     else the run begins by asking the nodes what they have
     * @param predecessor the last earlier owner; null when there was none, or not much is known
     */
    public RunCoordinator(
            GraphModel graph,
            Replanner replanner,
            FirstPlacement first,
            int before,
            @Nullable Predecessor predecessor) {
        this.graph = graph;
        this.replanner = replanner;
        this.first = first;
        this.before = before;
        this.predecessor = predecessor;
        this.lineage = new Lineage(graph);
        this.epoch = Epoch.none(before);
    }

    /** Where the run is. */
    public RunState state() {
        return state;
    }

    /** How many epochs have been launched here. */
    public int epoch() {
        return epoch.number() - before;
    }

    /**
     * How many vertices have run, as far as the nodes have told; at most as many as there are. One
     * whose value was lost counts although it is to run again.
     */
    public int done() {
        return Math.min(graph.size(), lineage.done() + epoch.doneByOpen());
    }

    /** The vertices that may kill nodes, as far as is known now; not to be changed. */
    public BitSet suspects() {
        return suspicions.all();
    }

    /** What is known of vertices that may kill nodes, for another owner. */
    public Evidence evidence() {
        return suspicions.evidence();
    }

    /** Tells what happened; gives what is to be done, in this order. */
    public List<Instruction> handle(Event event) {
        out = new ArrayList<>();
        switch (event) {
            case Event.Start start -> start(start);
            case Event.Cluster cluster -> cluster(cluster);
            case Event.Ended ended -> ended(ended);
            case Event.Unreachable unreachable -> unreachable(unreachable);
            case Event.Result result -> result(result);
            case Event.Displaced displaced -> displaced(displaced);
            case Event.Status status -> status(status);
            case Event.Adopted adopted -> adopted(adopted);
            case Event.Begins begins -> begins(begins);
            case Event.Finished finished -> finished(finished);
            case Event.Slow slow -> slow(slow.second());
            case Event.Cancel cancel -> cancel();
            case Event.Tick tick -> tick();
        }
        return out;
    }

    /**
     * Checks what always holds; linear in the vertices.
     *
     * @throws IllegalStateException when it does not; tells how the run came there
     */
    public void check() {
        try {
            epoch.check(graph.size(), roster);
        } catch (IllegalStateException e) {
            throw broken(String.valueOf(e.getMessage()));
        }
        switch (state) {
            case NEW -> require(epoch() == 0, "launched before its start");
            case ADOPTING -> require(!adoption.isOver(), "adopts with nothing to wait for");
            case RUNNING ->
                    require(
                            epoch() > 0 && !(epoch.isOver() && lineage.hasAllResults()),
                            "runs with nothing to wait for");
            case STOPPING ->
                    require(!epoch.isOver() || delayTicks > 0, "stopped with nothing to wait for");
            case FAILING -> require(!epoch.isOver(), "fails with nothing to wait for");
            case ENDED -> require(epoch.isOver(), "ended with open jobs");
        }
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw broken(otherwise);
        }
    }

    private IllegalStateException broken(String what) {
        return new IllegalStateException(
                "Run of graph '%s', %s: %s. Before: %s"
                        .formatted(graph.name(), state, what, story));
    }

    private void start(Event.Start event) {
        if (state != RunState.NEW) {
            return;
        }
        roster.update(event.sites());
        if (before > 0) {
            enter(RunState.ADOPTING);
            adopt(event.sites().stream().map(Site::id).toList());
            settle();
        } else if (!first.sites().isEmpty() && roster.isSame(first.sites())) {
            patience.plan(graph.size() + lineage.resultsLeft());
            launch(first.sites(), first.programs());
        } else {
            plan();
        }
    }

    private void adopt(Iterable<UUID> nodes) {
        nodes.forEach(node -> lineage.ask(before, node));
        out.addAll(adoption.ask(nodes));
    }

    private void adopted(Event.Adopted event) {
        hear(before, event.node());
        if (state == RunState.ENDED || !lineage.adopt(before, event)) {
            return;
        }
        adoption.settle(event.node());
        if (event.report().failed() && state != RunState.FAILING) {
            fail(Cause.VERTEX, "A vertex of graph '" + graph.name() + "' failed before");
        }
        settle();
    }

    private void tickAdopting() {
        if (quietTicks >= Adoption.PATIENCE_TICKS) {
            for (UUID node : adoption.open()) {
                story.add("takes over without " + node);
                roster.silent(node);
                adoption.settle(node);
            }
        } else if (quietTicks % Patience.PROBE_TICKS == 0) {
            out.addAll(adoption.askAgain());
        }
    }

    private void cluster(Event.Cluster event) {
        if (state == RunState.NEW || state == RunState.ENDED) {
            return;
        }
        Roster.Change change = roster.update(event.sites());
        if (change.isEmpty()) {
            return;
        }
        patience.clusterChanged();
        delayTicks = Math.min(delayTicks, 0);
        boolean lostMember = false;
        Suspicions.Poison poison = null;
        for (UUID node : change.left()) {
            lineage.lose(node);
            adoption.settle(node);
            Suspicions.Poison found = suspicions.lost(node, event.inOrder().contains(node));
            poison = found == null ? poison : found;
            Member member = epoch.member(epoch.number(), node);
            if (member != null) {
                lostMember = true;
                member.lost = true;
                end(member);
            }
        }
        if (poison != null && state != RunState.FAILING) {
            fail(poison.instruction(graph));
        } else if (state == RunState.ADOPTING) {
            adopt(change.joined());
        } else if (state == RunState.RUNNING && lostMember) {
            stop("left the cluster: " + change.whoLeft());
        } else if (!change.joined().isEmpty()) {
            considerJoin();
        }
        settle();
    }

    private void ended(Event.Ended event) {
        lineage.report(event);
        Member member = hear(event.epoch(), event.node());
        if (member == null || !epoch.report(member, event.report())) {
            return;
        }
        suspicions.reported(event.node(), event.report());
        if (member.done > 0) {
            roster.clear(event.node());
        }
        end(member);
        if (event.report().failed() && state != RunState.FAILING) {
            fail(Cause.VERTEX, "A vertex of graph '" + graph.name() + "' failed on " + member);
        } else if (state == RunState.RUNNING && member.done < member.program.locals()) {
            stop("not all done: " + member);
        }
        settle();
    }

    private void unreachable(Event.Unreachable event) {
        Member member = epoch.member(event.epoch(), event.node());
        if (member == null || member.ended || state != RunState.RUNNING) {
            return;
        }
        if (roster.strike(event.node())) {
            stop("jobs do not start: " + member);
        } else {
            out.add(epoch.launch(member));
        }
    }

    private void result(Event.Result event) {
        epoch.ran(event.vertex());
        if (lineage.arrived(event.vertex()) && state == RunState.RUNNING) {
            quietTicks = 0;
            settle();
        }
    }

    private void displaced(Event.Displaced event) {
        Member member = hear(event.epoch(), event.node());
        if (member != null && state == RunState.RUNNING) {
            stop("data moved away from " + member);
            settle();
        }
    }

    private void status(Event.Status event) {
        Member member = hear(event.epoch(), event.node());
        if (member != null && !member.ended) {
            epoch.status(member, Math.max(event.running(), 0), event.done());
            if (event.running() < 0 && state == RunState.RUNNING && member.deny()) {
                out.add(epoch.launch(member));
            }
        }
    }

    private void begins(Event.Begins event) {
        Member member = hear(event.epoch(), event.node());
        if (member != null && !member.ended && state == RunState.RUNNING) {
            for (int i = graph.inputStart()[event.vertex()];
                    i < graph.inputStart()[event.vertex() + 1];
                    i++) {
                suspicions.finished(event.node(), graph.inputs()[i]); // told before, but late
            }
            suspicions.begins(event.epoch(), event.node(), event.vertex());
            out.add(new Instruction.Begin(event.epoch(), event.node(), event.vertex()));
        }
    }

    private void finished(Event.Finished event) {
        hear(event.epoch(), event.node());
        suspicions.finished(event.node(), event.vertex());
    }

    private void slow(SecondAttempts.Second second) {
        boolean goesOn = state == RunState.RUNNING || state == RunState.STOPPING;
        if (goesOn
                && roster.contains(second.to())
                && suspicions.doubles(second.vertex(), second.to())) {
            out.add(new Instruction.Second(second));
        }
    }

    private void cancel() {
        if (state != RunState.FAILING && state != RunState.ENDED) {
            fail(Cause.CANCELLED, "The run of graph '" + graph.name() + "' was cancelled");
        }
    }

    private void tick() {
        quietTicks++;
        suspicions.tick();
        epoch.countSilence();
        switch (state) {
            case NEW, ENDED -> {}
            case ADOPTING -> tickAdopting();
            case RUNNING -> tickRunning();
            case STOPPING -> tickStopping();
            case FAILING -> {
                out.addAll(epoch.stops());
                if (quietTicks >= Patience.FAIL_TICKS) {
                    epoch.open().forEach(epoch::end);
                }
            }
        }
        settle();
    }

    private void tickRunning() {
        if (joinTicks >= 0 && --joinTicks < 0 && epoch.isWorthMoving()) {
            patience.moved();
            stop("nodes joined");
        } else if (epoch.isOver()) {
            if (quietTicks >= Patience.PROBE_TICKS * patience.idleRounds()) {
                stop("results do not come");
            }
        } else if (quietTicks >= Patience.PROBE_TICKS && quietTicks % Patience.PROBE_TICKS == 0) {
            Member silent = epoch.silent(patience.silentTicks());
            if (silent != null) {
                stop("does not answer: " + silent);
            } else if (epoch.idleRounds() >= patience.idleRounds()) {
                stop("all wait for each other");
            } else {
                out.addAll(epoch.probes());
            }
        }
    }

    private void tickStopping() {
        delayTicks = delayTicks > 0 ? delayTicks - 1 : delayTicks;
        boolean over = quietTicks >= patience.stopTicks();
        for (Member member : epoch.open()) {
            if (over || member.silentTicks >= patience.silentTicks()) {
                story.add("does without " + member);
                roster.silent(member.site.id());
                end(member);
            }
        }
        out.addAll(epoch.stops());
    }

    private void considerJoin() {
        if (state == RunState.RUNNING) {
            joinTicks = joinTicks < 0 ? patience.joinTicks() : joinTicks;
            out.addAll(epoch.probes());
        }
    }

    /** The member that speaks, when it speaks of the current epoch; whoever speaks, lives. */
    private @Nullable Member hear(int ofEpoch, UUID node) {
        if (state == RunState.ENDED) {
            out.add(new Instruction.Forget(node));
            return null;
        }
        if (roster.heard(node)) {
            patience.returned();
            considerJoin();
        }
        Member member = epoch.member(ofEpoch, node);
        if (member != null) {
            member.heard();
        }
        return member;
    }

    private void end(Member member) {
        if (epoch.end(member) && state == RunState.RUNNING) {
            quietTicks = 0;
        }
    }

    /** Ends the epoch early; what is left is planned when its jobs have ended. */
    private void stop(String why) {
        story.add(epoch + " stopped: " + why);
        enter(RunState.STOPPING);
        epoch.open().forEach(Member::heard);
        out.addAll(epoch.stops());
    }

    private void enter(RunState next) {
        state = next;
        quietTicks = 0;
        joinTicks = -1;
        delayTicks = -1;
    }

    /** Goes on when no job is open any more. */
    private void settle() {
        if (!epoch.isOver()) {
            return;
        }
        switch (state) {
            case NEW, ENDED -> {}
            case ADOPTING -> {
                if (adoption.isOver()) {
                    plan();
                }
            }
            case RUNNING -> {
                if (lineage.hasAllResults()) {
                    complete();
                }
            }
            case STOPPING -> {
                if (delayTicks < 0) {
                    account();
                }
                if (delayTicks == 0) {
                    plan();
                }
            }
            case FAILING -> close();
        }
    }

    /** Decides whether to plan once more, and when. */
    private void account() {
        patience.plan(lineage.needs(roster.eligible()).left());
        if (patience.isOver()) {
            fail(
                    Cause.LOST,
                    "The run of graph '"
                            + graph.name()
                            + "' does not get further. What happened: "
                            + story);
        } else {
            delayTicks = patience.delayTicks();
        }
    }

    private void plan() {
        epoch.eachLoss(graph, suspicions::mayHaveRun);
        if (epoch() == 0 && predecessor != null) {
            suspicions.inherit(predecessor.evidence());
            suspicions.mayHaveRun(predecessor.node(), predecessor.mayHaveRun(graph, lineage));
        }
        switch (NextEpoch.plan(graph, lineage, roster, replanner, suspicions.all(), story)) {
            case NextEpoch.Launch next -> launch(next.sites(), next.programs());
            case NextEpoch.Complete complete -> complete();
            case NextEpoch.Infeasible infeasible -> fail(Cause.INFEASIBLE, infeasible.why());
        }
    }

    private void launch(List<Site> sites, List<Program> programs) {
        epoch = new Epoch(epoch.number() + 1, sites, programs, suspicions);
        enter(RunState.RUNNING);
        require(!programs.isEmpty(), "the replanner gave no programs");
        for (Member member : epoch.members()) {
            lineage.launch(epoch.number(), member.site.id());
        }
        out.addAll(epoch.launches());
        settle();
    }

    private void complete() {
        out.add(new Instruction.Complete());
        close();
    }

    /** Ends without result: at once for the user, here when the jobs have ended. */
    private void fail(Cause cause, String why) {
        fail(new Instruction.Fail(cause, why));
    }

    private void fail(Instruction how) {
        out.add(how);
        enter(RunState.FAILING);
        out.addAll(epoch.stops());
        settle();
    }

    private void close() {
        enter(RunState.ENDED);
        for (UUID node : lineage.participants()) {
            out.add(new Instruction.Forget(node));
        }
        epoch = epoch.closed();
    }
}
