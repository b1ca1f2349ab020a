package io.wick.internal.run.sim;

import io.wick.internal.planner.Program;
import io.wick.internal.planner.Site;
import io.wick.internal.run.Event;
import io.wick.internal.run.Instruction;
import io.wick.internal.run.ProgramState;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * The part of one run that one node has: events in, actions out. What an engine does on many
 * threads around {@link ProgramState}, on one.
 */
final class NodeRun {
    /** Where it is. */
    enum Phase {
        /** From the beginning: no job came. Then any. */
        NONE,
        /** When a job came. Then any but NONE. */
        WORKING,
        /** When told to stop while vertices run that are waited for. Then any but NONE. */
        STOPPING,
        /** When a job has reported. Then WORKING or FORGOTTEN. */
        ENDED,
        /** When told to forget. Final. */
        FORGOTTEN
    }

    private record Early(int epoch, int vertex, long value) {}

    private final UUID me;
    private final boolean durable;
    private final boolean waitsOnStop;
    private final Mutation mutation;
    private final BitSet ran;
    private final Values values;
    private final List<Early> early = new ArrayList<>();

    private List<Action> out = new ArrayList<>();
    private Phase phase = Phase.NONE;

    /** The highest epoch whose job came or was stopped before it came. */
    private int epoch;

    private List<Site> sites = List.of();
    private @Nullable ProgramState state;
    private BitSet done = new BitSet();

    /** Vertices that ran here in any epoch. */
    private final BitSet ever = new BitSet();

    private int running;
    private int waiting;
    private boolean displaced;
    private boolean evicted;
    private boolean anyFound;
    private Event.@Nullable Ended report;

    /**
     * A run that nothing is known of.
     *
     * @param durable whether values of results are kept until the run is over
     * @param waitsOnStop whether vertices that run are waited for after a stop
     * @param ran all that has run on any node
     */
    NodeRun(
            UUID me,
            boolean durable,
            Values.Keeping keeping,
            boolean waitsOnStop,
            Mutation mutation,
            BitSet ran) {
        this.me = me;
        this.durable = durable;
        this.values = new Values(keeping);
        this.waitsOnStop = waitsOnStop;
        this.mutation = mutation;
        this.ran = ran;
    }

    Phase phase() {
        return phase;
    }

    int epoch() {
        return epoch;
    }

    Program program() {
        return Objects.requireNonNull(state).program();
    }

    List<Site> sites() {
        return sites;
    }

    /** Whether it neither runs nor keeps anything. */
    boolean isClean() {
        return (phase == Phase.NONE || phase == Phase.FORGOTTEN)
                && running == 0
                && values.isEmpty()
                && early.isEmpty();
    }

    /** The value of a vertex that is here. */
    long value(int vertex) {
        return values.get(vertex);
    }

    List<Action> launch(Instruction.Launch launch) {
        out = new ArrayList<>();
        boolean old = launch.epoch() <= epoch && mutation != Mutation.OLD_JOBS_START;
        boolean over = phase == Phase.FORGOTTEN && mutation != Mutation.FORGETS_THAT_IT_FORGOT;
        if (old || over) {
            if (launch.epoch() == epoch && phase == Phase.ENDED) {
                tell(Objects.requireNonNull(report));
            }
            return out;
        }
        endOlder();
        epoch = launch.epoch();
        sites = launch.sites();
        state = new ProgramState(launch.program());
        done = new BitSet();
        running = 0;
        waiting = 0;
        displaced = false;
        values.forgetUnderWay();
        phase = Phase.WORKING;
        if (mutation == Mutation.KEPT_IS_LOST) {
            values.clear();
        }
        boolean lacks = !hasKept();
        Violation.unless(
                !lacks || evicted,
                () -> "node " + me + " lacks what it reported before epoch " + epoch);
        evicted = false;
        if (lacks) {
            end(false);
        } else {
            begin();
        }
        return out;
    }

    private boolean hasKept() {
        Program program = program();
        return IntStream.range(program.locals() + program.externals(), program.values())
                .allMatch(v -> values.has(program.vertex()[v]));
    }

    private void begin() {
        ProgramState now = Objects.requireNonNull(state);
        Program program = now.program();
        for (int v = program.locals() + program.externals(); v < program.values(); v++) {
            publish(v);
        }
        now.start(local -> ready(local, -1));
        early.removeIf(value -> value.epoch < epoch);
        for (Early value : List.copyOf(early)) {
            if (value.epoch == epoch) {
                early.remove(value);
                accept(value.epoch, value.vertex, value.value);
            }
        }
        if (program.locals() == 0) {
            end(false);
        }
    }

    private void ready(int local, int after) {
        waiting++;
        out.add(new Action.Run(epoch, local, after));
    }

    /** A local vertex got its resources. */
    void started() {
        waiting--;
        running++;
    }

    /** A local vertex found that its data is on another node of the epoch; it does not run. */
    List<Action> displaced(int ofEpoch) {
        out = new ArrayList<>();
        if (ofEpoch == epoch && phase == Phase.WORKING) {
            displaced = true;
            waiting--;
            tell(new Event.Displaced(epoch, me));
        }
        return out;
    }

    /** A local vertex has ended. */
    List<Action> finished(int ofEpoch, int local, long value, boolean failed) {
        out = new ArrayList<>();
        if (ofEpoch != epoch || phase != Phase.WORKING && phase != Phase.STOPPING) {
            return out;
        }
        running--;
        if (failed) {
            end(true);
            return out;
        }
        ProgramState now = Objects.requireNonNull(state);
        int vertex = program().vertex()[local];
        values.put(vertex, value);
        done.set(vertex);
        ever.set(vertex);
        if (phase == Phase.STOPPING) {
            if (program().result()[local]) {
                out.add(new Action.SendResult(epoch, vertex, value));
            }
            if (running == 0) {
                end(false);
            }
            return out;
        }
        publish(local);
        int fused = program().fused()[local];
        now.feed(local, next -> ready(next, next == fused ? local : -1));
        for (int i = program().inputStart()[local]; i < program().inputStart()[local + 1]; i++) {
            if (now.used(program().inputs()[i])) {
                drop(program().inputs()[i]);
            }
        }
        drop(local);
        if (now.finished(1)) {
            end(false);
        }
        return out;
    }

    private void publish(int value) {
        Program program = program();
        int vertex = program.vertex()[value];
        long number = value(vertex);
        for (int t = program.targetStart()[value]; t < program.targetStart()[value + 1]; t++) {
            UUID target = sites.get(program.targets()[t]).id();
            out.add(new Action.Send(epoch, target, vertex, number));
            values.sent(vertex, target);
        }
        if (program.result()[value]) {
            out.add(new Action.SendResult(epoch, vertex, number));
            values.sent(vertex, null);
        }
    }

    /** Another node, or the owner (null), has a value it was sent in an epoch. */
    void got(int ofEpoch, int vertex, @Nullable UUID by) {
        if (ofEpoch != epoch || phase != Phase.WORKING) {
            return;
        }
        values.got(vertex, by);
        Program program = program();
        for (int v = 0; v < program.values(); v++) {
            if (program.vertex()[v] == vertex) {
                drop(v);
            }
        }
    }

    private void drop(int value) {
        boolean promised = durable && program().result()[value];
        if (!promised && !Objects.requireNonNull(state).hasUses(value)) {
            values.drop(program().vertex()[value]);
        }
    }

    /** A value came from another node. */
    List<Action> arrived(int ofEpoch, int vertex, long value) {
        out = new ArrayList<>();
        boolean any = mutation == Mutation.OLD_VALUES_COUNT;
        if (phase == Phase.FORGOTTEN) {
            return out;
        }
        if (ofEpoch > epoch) {
            early.add(new Early(ofEpoch, vertex, value));
        } else if (phase == Phase.WORKING && (ofEpoch == epoch || any)) {
            accept(ofEpoch, vertex, value);
        }
        return out;
    }

    private void accept(int ofEpoch, int vertex, long value) {
        int number = program().external(vertex);
        Violation.unless(
                ofEpoch == epoch && number >= 0,
                () ->
                        "node "
                                + me
                                + " in epoch "
                                + epoch
                                + " took a value of vertex "
                                + vertex
                                + " sent in epoch "
                                + ofEpoch);
        ProgramState now = Objects.requireNonNull(state);
        if (now.arrive(number)) {
            values.put(vertex, value);
            now.feed(number, local -> ready(local, -1));
        }
    }

    List<Action> stop(int ofEpoch) {
        out = new ArrayList<>();
        if (phase == Phase.FORGOTTEN || ofEpoch < epoch) {
            return out;
        }
        if (ofEpoch > epoch) {
            endOlder();
            epoch = ofEpoch;
            done = new BitSet();
            early.removeIf(value -> value.epoch <= epoch);
            end(false);
            return out;
        }
        switch (phase) {
            case NONE, FORGOTTEN -> {}
            case ENDED -> tell(Objects.requireNonNull(report));
            case STOPPING -> tellStatus(ofEpoch);
            case WORKING -> {
                if (waitsOnStop && running > 0) {
                    out.add(new Action.Abandon(epoch, false));
                    waiting = 0;
                    phase = Phase.STOPPING;
                    tellStatus(ofEpoch);
                } else {
                    end(false);
                }
            }
        }
        return out;
    }

    /** Values are here on disk; only until the run is over. */
    void found(Map<Integer, Long> onDisk) {
        if (phase != Phase.FORGOTTEN) {
            onDisk.forEach(values::put);
            anyFound |= !onDisk.isEmpty();
        }
    }

    /** Another owner goes on with the run, with epochs above this one. */
    List<Action> adopt(int before) {
        out = new ArrayList<>();
        if (phase == Phase.FORGOTTEN || epoch > before) {
            return out;
        }
        endOlder();
        BitSet kept = values.vertices();
        if (mutation == Mutation.ADOPTED_DONE_IS_KEPT) {
            kept.or(ever);
        }
        if (mutation == Mutation.RAN_IS_ON_DISK && anyFound) {
            kept.or(ran);
        }
        boolean failed = report != null && report.report().failed();
        tell(new Event.Adopted(me, new Event.Report((BitSet) ever.clone(), kept, failed)));
        return out;
    }

    List<Action> probe(int ofEpoch) {
        out = new ArrayList<>();
        if (phase == Phase.FORGOTTEN || ofEpoch < epoch) {
            return out;
        }
        if (ofEpoch == epoch && phase == Phase.ENDED) {
            tell(Objects.requireNonNull(report));
        } else {
            tellStatus(ofEpoch);
        }
        if (ofEpoch == epoch && displaced && phase == Phase.WORKING) {
            tell(new Event.Displaced(epoch, me));
        }
        return out;
    }

    private void tellStatus(int ofEpoch) {
        boolean mine = ofEpoch == epoch;
        int busy = mine ? running + waiting : -1;
        tell(new Event.Status(ofEpoch, me, busy, mine ? done.cardinality() : 0));
    }

    /** Time passes: a node that has anything of the run speaks of it. */
    List<Action> beat() {
        out = new ArrayList<>();
        if (mutation == Mutation.REPORTS_ONCE) {
            return out;
        }
        if (phase == Phase.ENDED) {
            tell(Objects.requireNonNull(report));
        } else if (phase != Phase.FORGOTTEN
                && (phase != Phase.NONE || !early.isEmpty() || anyFound)) {
            tellStatus(epoch);
        }
        return out;
    }

    List<Action> forget() {
        out = new ArrayList<>();
        out.add(new Action.Abandon(epoch, true));
        phase = Phase.FORGOTTEN;
        values.clear();
        early.clear();
        running = 0;
        waiting = 0;
        return out;
    }

    /** A value is lost; only for a run that has reported. */
    void evict(int vertex) {
        evicted = true;
        values.remove(vertex);
    }

    private void endOlder() {
        if (phase == Phase.WORKING || phase == Phase.STOPPING) {
            end(false);
        }
    }

    private void end(boolean failed) {
        out.add(new Action.Abandon(epoch, !waitsOnStop));
        phase = Phase.ENDED;
        running = 0;
        waiting = 0;
        BitSet kept = values.vertices();
        if (mutation == Mutation.DONE_IS_KEPT) {
            kept.or(done);
        }
        report = new Event.Ended(epoch, me, new Event.Report((BitSet) done.clone(), kept, failed));
        tell(report);
    }

    private void tell(Event event) {
        out.add(new Action.Tell(event));
    }
}
